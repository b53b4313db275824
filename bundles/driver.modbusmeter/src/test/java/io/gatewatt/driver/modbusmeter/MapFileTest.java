// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.modbusmeter;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no map is refused in words that name file, line, and what to do. */
class MapFileTest {

    private static final String HEAD =
            "{ \"maker\": \"M\", \"model\": \"X\", \"source\": \"manual\", \"function\": 4,\n";
    private static final String IMPORT =
            "{ \"quantity\": \"ENERGY_ACTIVE_IMPORT\", \"address\": \"0x48\", \"type\": \"f32\", \"unit\": \"kWh\" }";

    static Iterable<Path> maps() {
        return Maps.all();
    }

    @ParameterizedTest
    @MethodSource("maps")
    void allMapsOfTheProjectAreGood(Path map) {
        assertDoesNotThrow(() -> Maps.read(map));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'quantity':'VOLTS','address':0,'type':'f32','unit':'V'} | m.json, line 4: 'VOLTS' is no Quantity; there are ENERGY_ACTIVE_IMPORT, ENERGY_ACTIVE_EXPORT, …",
                "{'quantity':'VOLTAGE','phase':'R','address':0,'type':'f32','unit':'V'} | m.json, line 4: 'R' is no Phase; there are ALL, L1, …",
                "{'quantity':'VOLTAGE','address':0,'type':'float','unit':'V'} | m.json, line 4: 'float' is no Type; there are u16, i16, u32, i32, u64, i64, f32, f64",
                "{'quantity':'VOLTAGE','address':0,'adress':0,'type':'f32','unit':'V'} | m.json, line 4: there is no key 'adress'; there are [address, order, phase, quantity, scale, scaleAt, type, unit]",
                "{'quantity':'VOLTAGE','address':0,'type':'f32','unit':'Wh'} | m.json, line 4: unit 'Wh' does not fit VOLTAGE; give 'V' or one with m, k or M before it",
                "{'quantity':'VOLTAGE','address':0,'type':'f32'} | m.json, line 4: unit '' does not fit VOLTAGE; give 'V' or one with m, k or M before it",
                "{'quantity':'VOLTAGE','address':0,'type':'f32','unit':'V','scale':0} | m.json, line 4: scale 0.0 leaves nothing of the value; give another",
                "{'quantity':'VOLTAGE','address':65536,'type':'f32','unit':'V'} | m.json, line 4: address: … write 0..65535 or …",
                "{'quantity':'VOLTAGE','address':'40k','type':'f32','unit':'V'} | m.json, line 4: address: … write 0..65535 or …",
                "{'quantity':'VOLTAGE','address':65535,'type':'f32','unit':'V'} | m.json, line 4: VOLTAGE at 0xFFFF: does not fit into one request; check its addresses",
                "{'quantity':'VOLTAGE','type':'f32','unit':'V'} | m.json, line 4: address: is missing",
                "{'quantity':'VOLTAGE','address':0x48,'type':'f32','unit':'V'} | m.json, line 4: …",
                "{'quantity':'VOLTAGE','address':'0x47','type':'f32','unit':'V'} | m.json, line 4: VOLTAGE at 0x0047 overlaps ENERGY_ACTIVE_IMPORT at 0x0048; check address and type",
                "{'quantity':'VOLTAGE','address':2,'type':'u16','unit':'V','scaleAt':'0x49'} | m.json, line 4: VOLTAGE at 0x0002: its scale lies in ENERGY_ACTIVE_IMPORT at 0x0048; check scaleAt",
                "{'quantity':'VOLTAGE','address':2,'type':'u16','unit':'V','scaleAt':1000} | m.json, line 4: VOLTAGE at 0x0002: does not fit into one request; check its addresses",
                "{'quantity':'ENERGY_ACTIVE_IMPORT','address':2,'type':'u16','unit':'Wh'} | m.json, line 4: ENERGY_ACTIVE_IMPORT at 0x0002: an earlier line has this value, too; drop one of them",
                "{'quantity':'VOLTAGE','address':2,'address':4,'type':'u16','unit':'V'} | m.json, line 4: Duplicate field 'address'",
            })
    void aLineThatIsWrong(String line, String words) {
        String json = HEAD + "\"registers\": [" + IMPORT + ",\n\n" + line.replace('\'', '"') + "] }";
        expect(words, Map.of("m", json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'function':4, 'registers':[] | m.json, line 1: no register ENERGY_ACTIVE_IMPORT of phase ALL; no meter without it",
                "'function':6, 'registers':[] | m.json, line 1: function is 6; a meter is read by 3 or 4",
                "'function':4.5, 'registers':[] | m.json, line 1: function: …",
                "'function':4 | m.json, line 1: registers: is missing",
                "'function':4, 'maxGap':-1, 'registers':[] | m.json, line 1: maxGap is -1; give 0..125",
                "'function':4, 'maxCount':126, 'registers':[] | m.json, line 1: maxCount is 126; give 1..125",
                "'function':4, 'order':'DCBA', 'registers':[] | m.json, line 1: 'DCBA' is no Order; there are ABCD, CDAB",
                "'function':4, 'unavailable':{'u32':['many']}, 'registers':[] | m.json, line 1: unavailable: 'many' is no hexadecimal number of 1 to 16 digits",
                "'function':4, 'serial':{'address':1,'type':'ascii'}, 'registers':[] | m.json, line 1: …",
                "'function':4, 'serial':{'address':1,'type':'number','count':5}, 'registers':[] | m.json, line 1: serial needs its address, its type (ascii or number) and how many registers (count)",
                "'function':4, 'identification':{'from':1,'to':2}, 'registers':[] | m.json, line 1: identification needs its address",
            })
    void aHeadThatIsWrong(String head, String words) {
        expect(
                words,
                Map.of(
                        "m",
                        "{'maker':'M','model':'X','source':'manual',".replace('\'', '"') + head.replace('\'', '"')
                                + "}"));
    }

    @Test
    void noJsonAtAll() {
        expect("m.json, line 2: …", Map.of("m", "{\n maker"));
    }

    @Test
    void likeAnotherTakesItsRegisters() throws IOException {
        String other = HEAD + "\"registers\": [" + IMPORT + "] }";
        MeterMap map = read(Map.of("other", other, "m", "{ \"like\": \"other\", \"model\": \"Y\" }"));
        assertEquals("Y", map.model());
        assertEquals("M", map.maker());
        assertEquals(1, map.registers().size());
    }

    @Test
    void likeNobody() {
        expect("nothing.json is not there", Map.of("m", "{ \"like\": \"nothing\" }"));
    }

    @Test
    void likeItself() {
        expect(
                "m.json: it is like m, which has no registers either; name the map that has",
                Map.of("m", "{ \"like\": \"m\" }"));
    }

    private static MeterMap read(Map<String, String> files) throws IOException {
        return MapFile.read("m", name -> {
            if (!files.containsKey(name)) {
                throw new FileNotFoundException(name + ".json is not there");
            }
            return files.get(name);
        });
    }

    private static void expect(String words, Map<String, String> files) {
        String message = assertThrows(IOException.class, () -> read(files)).getMessage();
        String[] parts = words.split("…", -1);
        int at = 0;
        for (String part : parts) {
            int found = message.indexOf(part, at);
            assertEquals(true, found >= 0, message);
            at = found + part.length();
        }
    }
}
