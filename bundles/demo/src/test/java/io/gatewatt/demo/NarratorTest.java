// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewatt.ocpp.Frame;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NarratorTest {

    private final Narrator narrator = new Narrator();
    private Instant now = Instant.EPOCH;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BootNotification      | [2,'1','BootNotification',{}]                                    | The station introduces itself",
                "BootNotification      | [3,'1',{'status':'Accepted'}]                                    | Welcome",
                "Authorize             | [2,'1','Authorize',{'idTag':'04A1'}]                             | May the card 04A1 charge?",
                "Authorize             | [3,'1',{'idTagInfo':{'status':'Invalid'}}]                       | No: Invalid",
                "StatusNotification    | [2,'1','x',{'connectorId':0,'status':'Available'}]               | The station is ready",
                "StatusNotification    | [2,'1','x',{'connectorId':2,'status':'Charging'}]                | Connector 2 charges",
                "StatusNotification    | [2,'1','x',{'connectorId':2,'status':'Faulted','errorCode':'X'}] | Connector 2 is faulted: X",
                "StartTransaction      | [3,'1',{'transactionId':9,'idTagInfo':{'status':'Accepted'}}]    | It is session 9",
                "RemoteStopTransaction | [2,'1','x',{'transactionId':9}]                                  | Session 9 shall stop",
                "StopTransaction       | [2,'1','x',{'reason':'Remote','meterStop':1055}] | The session ends (Remote), meter at 1.055 kWh",
                "StopTransaction       | [4,'1','InternalError','',{}]                                    | That was refused: InternalError"
            })
    void saysWhatAFrameMeans(String action, String text, String words) {
        assertEquals(words, tell(action, text));
    }

    @Test
    void countsEnergyAndPowerFromTheStart() {
        assertEquals(
                "A session starts, meter at 1.000 kWh",
                tell("StartTransaction", "[2,'1','x',{'connectorId':1,'meterStart':1000}]"));
        now = now.plusSeconds(3);
        assertEquals(
                "0.018 kWh so far, about 22 kW",
                tell(
                        "MeterValues",
                        "[2,'1','x',{'connectorId':1,'transactionId':1,'meterValue':[{"
                                + "'sampledValue':[{'value':'9','measurand':'Power.Active.Import'},{'value':'1018'}]}]}]"));
        now = now.plusSeconds(3);
        assertEquals(
                "0.027 kWh so far, about 11 kW",
                tell(
                        "MeterValues",
                        "[2,'1','x',{'connectorId':1,'transactionId':1,'meterValue':[{"
                                + "'sampledValue':[{'value':'1027'}]}]}]"));
    }

    @Test
    void readsKilowattHours() {
        assertEquals(
                "Meter at 1.018 kWh",
                tell(
                        "MeterValues",
                        "[2,'1','x',{'connectorId':1,'meterValue':[{"
                                + "'sampledValue':[{'value':'1.018','measurand':'Energy.Active.Import.Register','unit':'kWh'}]}]}]"));
    }

    @Test
    void namesWhatIsNotJson() {
        assertEquals("Something that is not JSON", tell("", "hello"));
    }

    private String tell(String action, String text) {
        return narrator.tell(new Frame(1, now, Frame.Direction.SENT, action, text.replace('\'', '"'), -1))
                .words();
    }
}
