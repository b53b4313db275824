// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.v16;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListValuesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                      | ''",
                "Energy.Active.Import.Register           | ''",
                "Voltage.L1, Voltage.L1-N                | ''",
                "SoC,Current.Import.L3                   | ''",
                "Bogus                                   | 'Bogus' is no measurand of OCPP 1.6 such as Energy.Active.Import.Register or Voltage.L1",
                "Voltage.L4                              | 'Voltage.L4' is no measurand of OCPP 1.6 such as Energy.Active.Import.Register or Voltage.L1",
                "voltage                                 | 'voltage' is no measurand of OCPP 1.6 such as Energy.Active.Import.Register or Voltage.L1",
                "SoC,                                    | '' is no measurand of OCPP 1.6 such as Energy.Active.Import.Register or Voltage.L1",
                "SoC,SoC                                 | 'SoC' occurs twice",
                "SoC,Voltage,Power.Factor                | 3 measurands, at most 2 are possible"
            },
            quoteCharacter = '"')
    void measurands(String text, String words) {
        assertEquals(
                words.equals("''") ? "" : words,
                ListValues.refuseMeasurands(text.equals("''") ? "" : text, 2).orElse(""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''              | ''",
                "0.Unknown       | ''",
                "0.RST, 1.RTS    | ''",
                "9.RST           | '9.RST': there is no connector 9, only 0..2",
                "1.RST,1.STR     | connector 1 occurs twice",
                "RST             | 'RST' is not of the form n.X with X one of NotApplicable, Unknown, RST, RTS, SRT, STR, TRS, TSR",
                "1.RRR           | '1.RRR' is not of the form n.X with X one of NotApplicable, Unknown, RST, RTS, SRT, STR, TRS, TSR"
            },
            quoteCharacter = '"')
    void rotations(String text, String words) {
        assertEquals(
                words.equals("''") ? "" : words,
                ListValues.refuseRotations(text.equals("''") ? "" : text, 2).orElse(""));
    }
}
