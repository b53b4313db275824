// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.pcsc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewatt.driver.DeviceException;
import io.gatewatt.driver.Token;
import io.gatewatt.driver.contract.Configuration;
import io.gatewatt.transport.pcsc.CardTerminals;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PcscReaderTest {

    private final List<String> told = new ArrayList<>();
    private Consumer<CardTerminals.Card> presented;

    /** What a card answers, and what is told. */
    @ParameterizedTest
    @CsvSource({
        "'', DD17380A9000, DD17380A",
        "'', 04A1B2C3D4E5F69000, 04A1B2C3D4E5F6",
        "'', 88041122334455667788999000, ''",
        "'', 041122334455667788999000, 04112233445566778899",
        "reverse, DD17380A9000, 0A3817DD",
        "'length=7', DD17380A9000, ''",
        "'', 08A1B2C39000, ''",
        "'', 6300, ''",
        "'', 6A81, ''",
        "'', 9000, ''",
        "'', 90, ''",
        "'', '', ''"
    })
    void answers(String tokens, String answer, String token) {
        reader(tokens);
        presented.accept(card(answer));
        assertEquals(token, String.join(" ", told));
    }

    @Test
    void aCardThatHasLeftIsToldOfInTheLogOnly() {
        reader("");
        presented.accept(card(null));
        assertEquals(List.of(), told);
    }

    private void reader(String tokens) {
        CardTerminals terminals = (terminal, consumer) -> {
            presented = consumer;
            return () -> {};
        };
        new PcscReader(terminals, Configuration.of(PcscReader.Settings.class, Map.of("tokens", tokens)))
                .listen((Token token) -> told.add(token.value()));
    }

    private static CardTerminals.Card card(String answer) {
        return new CardTerminals.Card() {
            @Override
            public String terminal() {
                return "ACS ACR122U";
            }

            @Override
            public byte[] atr() {
                return new byte[0];
            }

            @Override
            public byte[] transmit(byte... command) throws DeviceException {
                assertEquals("ffca000000", HexFormat.of().formatHex(command));
                if (answer == null) {
                    throw new DeviceException("the card has left");
                }
                return HexFormat.of().parseHex(answer);
            }
        };
    }
}
