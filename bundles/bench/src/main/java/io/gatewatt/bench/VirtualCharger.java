// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench;

import io.gatewatt.measure.DeviceFault;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What belongs to the whole virtual charger and to no connector. One service; safe for any thread. */
@ProviderType
public interface VirtualCharger {

    /** What is wrong with the station; empty when nothing is. */
    List<DeviceFault> faults();

    /** Whether the enclosure is open. */
    boolean enclosureOpen();

    /** Sets the brightness of its light, 0..100 percent. */
    void light(int percent);

    /** Lets its light blink so many times. */
    void blink(int times);

    /** Calls the hint after each change of the faults or of the enclosure; closing the result ends it. */
    AutoCloseable onChange(Runnable hint);

    /** Calls the sink when the mains fails; closing the result ends it. */
    AutoCloseable onPowerFail(Runnable sink);
}
