// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestRulesTest {

    @ParameterizedTest(name = "{0} host={1} origin={2} site={3} served={4}")
    @CsvSource({
        "GET,  127.0.0.1:8080,  ,                        ,            true",
        "GET,  localhost,       ,                        none,        true",
        "GET,  LOCALHOST:1,     ,                        cross-site,  true",
        "GET,  [::1]:8080,      ,                        ,            true",
        "GET,  ,                ,                        ,            false",
        "GET,  evil.example,    ,                        ,            false",
        "GET,  evil.example:80, ,                        ,            false",
        "GET,  127.0.0.1.evil,  ,                        ,            false",
        "GET,  [::1].evil,      ,                        ,            false",
        "GET,  127.0.0.1:8080,  http://evil.example,     cross-site,  false",
        "POST, 127.0.0.1:8080,  http://127.0.0.1:8080,   same-origin, true",
        "POST, 127.0.0.1:8080,  ,                        ,            true",
        "POST, 127.0.0.1:8080,  http://127.0.0.1:9090,   same-site,   false",
        "POST, 127.0.0.1:8080,  http://localhost:8080,   cross-site,  false",
        "POST, 127.0.0.1:8080,  null,                    cross-site,  false",
        "POST, 127.0.0.1:8080,  http://evil.example,     cross-site,  false",
        "POST, 127.0.0.1:8080,  file://127.0.0.1:8080,   ,            false",
        "POST, 127.0.0.1:8080,  http://127.0.0.1:8080@x, ,            false",
        "POST, 127.0.0.1:8080,  ,                        cross-site,  false",
        "DELETE, 127.0.0.1,     http://evil.example,     ,            false"
    })
    void servesOnlyThisMachineAndItsOwnPages(String method, String host, String origin, String site, boolean served) {
        assertEquals(served, RequestRules.refuse(method, host, origin, site).isEmpty());
    }
}
