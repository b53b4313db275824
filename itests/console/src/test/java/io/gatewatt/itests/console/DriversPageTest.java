// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.itests.console;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** The page of drivers in a browser: upload, roll-back, removal, and the words that come of it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DriversPageTest {

    private static final String NAME = "org.example.driver.acme";

    @TempDir
    static Path folder;

    private static Browser browser;
    private static DemoStation station;

    @BeforeAll
    static void start() {
        browser = Browser.open(folder.resolve("profile"));
        station = DemoStation.start(folder.resolve("home"));
        browser.driver().get(station.addressWithPassword() + "-drivers");
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
    void tellsOfDeveloperModeAndThatNothingWasBrought() {
        assertEquals("Gatewatt - Drivers", browser.driver().getTitle());
        shows("#gw-developer", "Developer mode.");
        shows("#gw-drivers", "Nothing was brought here");
    }

    @Test
    @Order(2)
    void bringsABundleAndItsUpdate() throws IOException {
        upload(bundle("1.0.0", ""));
        shows("#gw-told", "Runs. " + NAME + " 1.0.0 runs");
        upload(bundle("1.1.0", ""));
        shows("#gw-told", NAME + " 1.1.0 runs in place of 1.0.0");
        shows("[data-name='" + NAME + "']", "unsigned");
        shows("[data-name='" + NAME + "']", "Roll back to 1.0.0");
        browser.picture("drivers-light");
        browser.dark(true);
        browser.picture("drivers-dark");
        browser.dark(false);
    }

    @Test
    @Order(3)
    void tellsWhyItRefuses() throws IOException {
        upload(bundle("2.0.0", "com.example.serial"));
        shows("#gw-told", "Refused. " + NAME + " 2.0.0 is refused");
        shows("#gw-told", "com.example.serial");
        assertEquals(0L, browser.value("document.querySelectorAll('#gw-drivers img').length"));
        browser.picture("drivers-refused");
    }

    @Test
    @Order(4)
    void rollsBack() {
        browser.driver()
                .findElement(By.cssSelector("[data-name='" + NAME + "'] form button"))
                .click();
        shows("#gw-told", NAME + " 1.0.0 runs in place of 1.1.0");
    }

    @Test
    @Order(5)
    void fitsAPhone() throws IOException {
        browser.width(390);
        assertEquals(true, browser.value("document.documentElement.scrollWidth <= 390"));
        browser.picture("drivers-phone");
    }

    @Test
    @Order(6)
    void asksBeforeItRemoves() {
        By remove = By.cssSelector("[data-name='" + NAME + "'] form:last-child button");
        browser.driver().findElement(remove).click();
        browser.driver().switchTo().alert().dismiss();
        browser.driver().findElement(remove).click();
        browser.driver().switchTo().alert().accept();
        shows("#gw-told", "Removed. " + NAME + " 1.0.0 is gone");
        shows("#gw-drivers", "Nothing was brought here");
    }

    @Test
    @Order(7)
    void hasLeftNoErrorOnTheBrowsersConsole() {
        assertEquals(List.of(), browser.errors());
        assertTrue(
                station.process().err().stream().noneMatch(line -> line.contains(" ERROR ")),
                station.process().told());
    }

    private static void upload(Path jar) {
        browser.driver().findElement(By.name("jar")).sendKeys(jar.toString());
        browser.driver().findElement(By.cssSelector("form[enctype] button")).click();
    }

    private static void shows(String selector, String words) {
        await(words)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> browser.driver()
                        .findElement(By.cssSelector(selector))
                        .getText()
                        .contains(words));
    }

    private static Path bundle(String version, String imported) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", NAME);
        attributes.putValue("Bundle-Version", version);
        if (!imported.isEmpty()) {
            attributes.putValue("Import-Package", imported);
        }
        Path jar = folder.resolve("<img src=x>" + version + ".jar");
        try (OutputStream file = Files.newOutputStream(jar)) {
            new JarOutputStream(file, manifest).close();
        }
        return jar;
    }
}
