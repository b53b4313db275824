// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench;

import io.gatewatt.driver.ConnectorReport;
import java.io.IOException;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Board, meter and stop button of one virtual connector. One service per connector, with service property {@link #NUMBER}; safe for
 * any thread.
 */
@ProviderType
public interface VirtualConnector {

    /** Service property: number of the connector, 1 or more, an {@code Integer}. */
    String NUMBER = "connector";

    /** Number of the connector, 1 or more. */
    int number();

    /** What the board senses and does now. */
    ConnectorReport board();

    /**
     * Sets the pilot's duty cycle. The board closes the contactor by itself while current is offered, the vehicle asks for it and
     * nothing blocking is wrong.
     *
     * @param amps current the vehicle may draw, A per phase; 0 = no offer, contactor open
     * @param phases phases to connect, 1..3
     */
    void offer(double amps, int phases);

    /** The meter's serial number. */
    String meterSerial();

    /**
     * Reads the meter's registers.
     *
     * @throws IOException when the meter does not answer
     */
    MeterRegisters readMeter() throws IOException;

    /** Calls the hint after each change of board or meter; closing the result ends it. */
    AutoCloseable onChange(Runnable hint);

    /** Gives each press of the stop button to the sink, true = emergency; closing the result ends it. */
    AutoCloseable onPress(Consumer<Boolean> sink);
}
