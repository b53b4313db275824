// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Service properties of every hardware service; connectors select their hardware by {@code (device.id=…)}. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Device {

    /** Service property: unique name of the device in this station, for example {@code meter1}. */
    String ID = "device.id";

    /** Service property: kind of device in words for people, for example {@code Eastron SDM630}. */
    String KIND = "device.kind";

    /**
     * Service property of a device that one bundle makes and registers through another, as an extender does: id of the bundle that made it, a Long. An
     * upgrade of that bundle is judged by these devices, too.
     */
    String DRIVER = "device.driver";

    /** Value of {@link #ID}. */
    String device_id();

    /** Value of {@link #KIND}. */
    String device_kind();
}
