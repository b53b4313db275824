// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp;

import aQute.bnd.annotation.xml.XMLAttribute;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an element of a configuration annotation as an OCPP configuration key; the element's name is the key. Type, range, unit and words
 * stand in the {@code @AttributeDefinition} beside it, so form, validation and key list come from one place.
 *
 * <p>The build copies the mark into the metatype document (attributes {@code access} and {@code reboot} of its {@code AD}, in the namespace
 * {@value #NAMESPACE}), so that a tool can tell a key, and a read-only one, without loading a class.
 */
@XMLAttribute(namespace = Key.NAMESPACE, prefix = "gw", mapping = "value=access")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Key {

    /** Namespace of the attributes in metatype documents. */
    String NAMESPACE = "urn:gatewatt:ocpp:key:1";

    /** Who may change a key over OCPP. */
    enum Access {
        READ_WRITE,
        /** The maker's choice; ChangeConfiguration answers Rejected. */
        READ_ONLY
    }

    /** Who may change it. */
    Access value() default Access.READ_WRITE;

    /** Whether a change takes effect only after a reboot. */
    boolean reboot() default false;
}
