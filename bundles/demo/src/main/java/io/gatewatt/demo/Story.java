// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.demo;

import io.gatewatt.demo.Witness.Missed;
import io.gatewatt.ocpp.Frame;
import io.gatewatt.station.ConnectorStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.IntConsumer;

/** One whole charging session on connector 1: card, cable, energy, a stop from afar, cable out. */
final class Story {

    static final String CARD = "04A1B2C3";
    private static final String PRESENT = "{\"idTag\":\"" + CARD + "\"}";
    private static final int CONNECTOR = 1;
    private static final int SAMPLES = 3;
    /** So that a reader can follow. */
    private static final long PAUSE_MILLIS = 1200;

    private static final double PRICE = 0.49;

    private final Teller teller;
    private final Witness witness;
    private final Bench bench;
    private final IntConsumer remoteStop;
    private String step = "";

    /** @param remoteStop has the central system stop the session of this number */
    Story(Teller teller, Witness witness, Bench bench, IntConsumer remoteStop) {
        this.teller = teller;
        this.witness = witness;
        this.bench = bench;
        this.remoteStop = remoteStop;
    }

    /** Tells the session from the connection to the bill; a step that fails ends it and says so. */
    void tell() throws InterruptedException {
        try {
            connect();
            authorise();
            long startWh = charge();
            long stopWh = stop();
            leave(startWh, stopWh);
        } catch (Missed | IOException e) {
            teller.note("");
            teller.act("The story stops here, at the step \"" + step + "\":");
            teller.note(e.getMessage());
            teller.note("The log is on stderr, the state on the Web Console.");
        }
    }

    private void connect() throws Missed, IOException, InterruptedException {
        step = "the station connects";
        witness.online();
        witness.await("the virtual charger at " + bench.base(), Duration.ofSeconds(15), this::benchReady);
        step = "the drivers come";
        witness.await("a meter reading of connector 1", Duration.ofSeconds(15), () -> witness.measured(CONNECTOR));
        step = "connector 1 becomes free";
        bench.post("/connectors/1/unplug", "{}");
        bench.post("/connectors/1/ev", "{\"state\":\"C\",\"maxAmps\":32,\"phases\":3}");
        witness.status(CONNECTOR, ConnectorStatus.AVAILABLE);
        Thread.sleep(PAUSE_MILLIS);
    }

    private void authorise() throws Missed, IOException, InterruptedException {
        step = "a card is presented";
        long before = witness.lastFrame();
        teller.act("Anna holds her card at the reader");
        bench.post("/readers/1/present", PRESENT);
        if (!witness.within(
                Duration.ofSeconds(4), () -> witness.count("Authorize", Frame.Direction.SENT, before) > 0)) {
            teller.act("Nothing happens, so she holds it there once more");
            bench.post("/readers/1/present", PRESENT);
        }
        witness.answered("Authorize", before);
        witness.status(CONNECTOR, ConnectorStatus.PREPARING);
        Thread.sleep(PAUSE_MILLIS);
    }

    private long charge() throws Missed, IOException, InterruptedException {
        step = "the cable is plugged";
        long before = witness.lastFrame();
        teller.act("Anna plugs her car in: 32 A on three phases");
        bench.post("/connectors/1/plug", "{}");
        witness.answered("StartTransaction", before);
        step = "energy flows";
        witness.status(CONNECTOR, ConnectorStatus.CHARGING);
        long startWh = witness.number("StartTransaction", Frame.Direction.SENT, "meterStart");
        step = "meter values arrive";
        witness.sent("MeterValues", SAMPLES, before);
        return startWh;
    }

    private long stop() throws Missed, InterruptedException {
        step = "the central system stops the session";
        long before = witness.lastFrame();
        teller.act("Enough: the central system stops the session from afar");
        remoteStop.accept((int) witness.number("StartTransaction", Frame.Direction.RECEIVED, "transactionId"));
        witness.answered("StopTransaction", before);
        witness.status(CONNECTOR, ConnectorStatus.FINISHING);
        long stopWh = witness.number("StopTransaction", Frame.Direction.SENT, "meterStop");
        Thread.sleep(PAUSE_MILLIS);
        return stopWh;
    }

    private void leave(long startWh, long stopWh) throws Missed, IOException, InterruptedException {
        step = "the cable is pulled";
        teller.act("Anna pulls the cable and drives on");
        bench.post("/connectors/1/unplug", "{}");
        witness.status(CONNECTOR, ConnectorStatus.AVAILABLE);
        Thread.sleep(PAUSE_MILLIS / 4);
        long wh = stopWh - startWh;
        teller.act("The bill: meter " + Narrator.kilowattHours(startWh) + " → " + Narrator.kilowattHours(stopWh) + " = "
                + Narrator.kilowattHours(wh) + ", at 0.49 €/kWh that is "
                + String.format(Locale.ROOT, "%.2f €", wh / 1000.0 * PRICE));
    }

    private boolean benchReady() {
        try {
            return bench.ready();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
