// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.console;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The charging page in a browser while a session runs. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsolePageTest {

    private static final String CARD_1 = "document.querySelector('[data-connector=\"1\"]')";

    @TempDir
    static Path folder;

    private static Browser browser;
    private static DemoStation station;

    @BeforeAll
    static void start() {
        browser = Browser.open(folder.resolve("profile"));
        station = DemoStation.start(folder.resolve("home"));
        browser.driver().get(station.addressWithPassword());
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (station != null) {
            station.close();
        }
    }

    @Test
    @Order(1)
    void isLiveAndShowsBothConnectors() {
        soon("document.querySelectorAll('.gw-card').length === 2");
        soon("document.querySelector('.gw-list').previousElementSibling.textContent.includes('Live')");
        soon("document.querySelector('.gw-link .gw-pill').textContent === 'Online'");
        assertEquals("Gatewatt - Charging", browser.driver().getTitle());
    }

    @Test
    @Order(2)
    void followsASession() throws Exception {
        soon(CARD_1 + ".dataset.status === 'CHARGING'");
        soon("parseFloat(" + CARD_1 + ".querySelector('.gw-power').textContent) > 20");
        browser.driver()
                .executeScript("window.ticks = 0; new MutationObserver(() => window.ticks++).observe("
                        + "document.querySelector('.gw-cards'), {childList: true, subtree: true})");
        soon("window.ticks > 5");
        browser.picture("charging-light");
        browser.dark(true);
        browser.picture("charging-dark");
        browser.dark(false);
        assertTrue(text(CARD_1).contains("04••••C3"), text(CARD_1));
    }

    @Test
    @Order(3)
    void showsFramesAndOpensThem() {
        soon("document.querySelectorAll('.gw-frame').length >= 10");
        soon("document.querySelector('.gw-list').textContent.includes('StartTransaction')");
        browser.driver()
                .executeScript(
                        "const action = document.querySelector('.gw-tools select'); action.value = 'BootNotification';"
                                + "action.dispatchEvent(new Event('input'))");
        assertEquals(2L, browser.value("document.querySelectorAll('.gw-frame').length"), "call and answer");
        browser.driver().executeScript("document.querySelector('.gw-frame button').click()");
        assertTrue(text("document.querySelector('.gw-frame pre')").contains("\"status\": \"Accepted\""));
        browser.driver()
                .executeScript("const action = document.querySelector('.gw-tools select'); action.value = '';"
                        + "action.dispatchEvent(new Event('input'))");
    }

    @Test
    @Order(4)
    void keepsTheSessionThatWasClosed() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> station.process().out().stream().anyMatch(line -> line.contains("Ctrl-C")));
        String bill = station.process().out().stream()
                .filter(line -> line.contains("The bill"))
                .findFirst()
                .orElse("");
        String energy = bill.replaceAll(".* = (\\d+\\.\\d+ kWh).*", "$1");
        soon(CARD_1 + ".textContent.includes('Last session" + energy + "')");
    }

    @Test
    @Order(5)
    void showsMarkupAsText() {
        String port = station.address().replaceAll(".*:(\\d+)/.*", "$1");
        post(
                port,
                "/connectors/2/fault",
                "{\"errorCode\":\"GroundFailure\",\"vendorErrorCode\":\"<img src=x onerror=hit=1>\"}");
        post(port, "/readers/1/present", "{\"idTag\":\"<script>hit=1\"}");
        soon("document.querySelector('[data-connector=\"2\"]').dataset.status === 'FAULTED'");
        soon("document.querySelector('.gw-list').textContent.includes('<img src=x onerror=hit=1>')");
        assertEquals(0L, browser.value("document.querySelectorAll('#gw img, #gw script').length"));
        assertEquals(true, browser.value("typeof hit === 'undefined'"));
        post(port, "/connectors/2/fault", "{\"errorCode\":\"GroundFailure\",\"vendorErrorCode\":\"E7\"}");
    }

    @Test
    @Order(6)
    void fitsAPhone() throws Exception {
        browser.width(390);
        soon("document.documentElement.scrollWidth <= 390");
        browser.picture("phone-light");
        browser.dark(true);
        browser.picture("phone-dark");
    }

    @Test
    @Order(7)
    void hasLeftNoErrorOnTheBrowsersConsole() {
        assertEquals(List.of(), browser.errors());
        assertFalse(
                station.process().err().stream().anyMatch(line -> line.contains(" ERROR ")),
                station.process().told());
    }

    private static void post(String port, String path, String json) {
        try {
            var request = java.net.http.HttpRequest.newBuilder(
                            java.net.URI.create("http://127.0.0.1:" + port + "/bench" + path))
                    .header("Content-Type", "application/json")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString(json))
                    .build();
            var answer = java.net.http.HttpClient.newHttpClient()
                    .send(request, java.net.http.HttpResponse.BodyHandlers.ofString());
            assertEquals(204, answer.statusCode(), answer.body());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(String element) {
        return (String) browser.value(element + ".textContent");
    }

    private static void soon(String condition) {
        await(condition)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> Boolean.TRUE.equals(browser.value(condition)));
    }
}
