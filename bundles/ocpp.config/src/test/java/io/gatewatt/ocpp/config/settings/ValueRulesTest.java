// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.config.settings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueRulesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "INTEGER | 0 | 0",
                "INTEGER | 007 | 7",
                "INTEGER | 2147483647 | 2147483647",
                "LONG | 2147483648 | 2147483648",
                "BOOLEAN | true | true",
                "BOOLEAN | TRUE | true",
                "BOOLEAN | False | false",
                "DOUBLE | 32 | 32.0",
                "DOUBLE | 6.5 | 6.5",
                "STRING | '' | ''",
                "STRING | ' a b ' | ' a b '",
            })
    void good(ValueType type, String text, String value) {
        assertEquals(value, ValueRules.parse(one(type), text).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "INTEGER | ''",
                "INTEGER | ' '",
                "INTEGER | ' 5'",
                "INTEGER | '5 '",
                "INTEGER | +5",
                "INTEGER | -1",
                "INTEGER | -0",
                "INTEGER | 0x10",
                "INTEGER | 1e3",
                "INTEGER | 1.0",
                "INTEGER | 2147483648",
                "INTEGER | 99999999999999999999999999999999999999999999999999",
                "INTEGER | '\u0663'",
                "INTEGER | true",
                "LONG | 9223372036854775808",
                "BOOLEAN | ''",
                "BOOLEAN | 1",
                "BOOLEAN | yes",
                "BOOLEAN | 'true '",
                "DOUBLE | NaN",
                "DOUBLE | .5",
                "DOUBLE | 1d",
                "DOUBLE | -1",
                "STRING | 'a\nb'",
            })
    void bad(ValueType type, String text) {
        assertTrue(ValueRules.problem(one(type), text).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "INTEGER,9,true",
        "INTEGER,10,false",
        "INTEGER,20,false",
        "INTEGER,21,true",
        "DOUBLE,9.9,true",
        "DOUBLE,20.0,false"
    })
    void rangeOfNumbers(ValueType type, String text, boolean refused) {
        Optional<String> problem = ValueRules.problem(ranged(type, "10", "20"), text);
        assertEquals(refused, problem.isPresent());
        problem.ifPresent(why -> assertEquals("is out of range", why));
    }

    @ParameterizedTest
    @CsvSource({"a,true", "ab,false", "abc,false", "abcd,true"})
    void lengthOfText(String text, boolean refused) {
        assertEquals(
                refused,
                ValueRules.problem(ranged(ValueType.STRING, "2", "3"), text).isPresent());
    }

    @Test
    void nothingLongerThanOcppCanCarry() {
        assertTrue(ValueRules.problem(one(ValueType.STRING), "x".repeat(500)).isEmpty());
        assertEquals(
                "has 501 characters; at most 500 are allowed",
                ValueRules.problem(one(ValueType.STRING), "x".repeat(501)).get());
    }

    @Test
    void lists() {
        assertArrayEquals(new String[] {"a", "b"}, (Object[]) ValueRules.parse(list(ValueType.STRING), " a ,b"));
        assertArrayEquals(new String[0], (Object[]) ValueRules.parse(list(ValueType.STRING), ""));
        assertArrayEquals(new Integer[] {1, 2}, (Object[]) ValueRules.parse(list(ValueType.INTEGER), "1,2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a,,b", ",", "a,", ",a", "a,a", "a, A", "a, ,b"})
    void badLists(String text) {
        assertTrue(ValueRules.problem(list(ValueType.STRING), text).isPresent());
    }

    @Test
    void optionsAreTheOnlyValues() {
        List<String> options = List.of("RST", "RTS");
        Setting setting = new Setting(
                "p",
                "n",
                ValueType.STRING,
                true,
                Optional.empty(),
                Optional.empty(),
                options,
                List.of(),
                Setting.Access.READ_WRITE,
                false);
        assertTrue(ValueRules.problem(setting, "RST,RTS").isEmpty());
        assertTrue(ValueRules.problem(setting, "RST,rts").isPresent());
        assertEquals("a comma-separated list, each item one of RST, RTS", ValueRules.expected(setting));
    }

    private static Setting one(ValueType type) {
        return new Setting(
                "p",
                "n",
                type,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Setting.Access.READ_WRITE,
                false);
    }

    private static Setting list(ValueType type) {
        return new Setting(
                "p",
                "n",
                type,
                true,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Setting.Access.READ_WRITE,
                false);
    }

    private static Setting ranged(ValueType type, String min, String max) {
        return new Setting(
                "p",
                "n",
                type,
                false,
                Optional.of(new BigDecimal(min)),
                Optional.of(new BigDecimal(max)),
                List.of(),
                List.of(),
                Setting.Access.READ_WRITE,
                false);
    }
}
