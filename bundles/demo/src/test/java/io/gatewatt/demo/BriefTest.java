// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BriefTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                                             | {}",
                "[1]                                                                            | [1]",
                "{'connectorId':1,'errorCode':'NoError','status':'Available','timestamp':'x'}   | {connectorId:1, status:Available}",
                "{'errorCode':'GroundFailure','status':'Faulted'}                               | {errorCode:GroundFailure, status:Faulted}",
                "{'idTagInfo':{'status':'Accepted'},'transactionId':7}                          | {idTagInfo:{status:Accepted}, transactionId:7}",
                "{'meterValue':[{'timestamp':'x','sampledValue':[{'value':'17'},{'value':'9','unit':'A','phase':'L1'}]}]} | {17 Wh, 9 A L1}"
            })
    void leavesOutWhatNoReaderNeeds(String json, String brief) throws Exception {
        assertEquals(brief, Brief.of(new ObjectMapper().readTree(json.replace('\'', '"'))));
    }
}
