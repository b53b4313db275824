// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewatt.deploy.Deployed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropFolderTest {

    @TempDir
    Path home;

    private final FakeDeployment station = new FakeDeployment();
    private DropFolder folder;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(home.resolve("deploy"));
        Files.createDirectories(home.resolve("trust"));
        restart();
    }

    private void restart() throws IOException {
        folder = new DropFolder(
                home.resolve("deploy"), home.resolve("trust"), new DropMemory(home.resolve("drivers/seen")), station);
    }

    private void put(String file, String content) throws IOException {
        Files.writeString(home.resolve("deploy").resolve(file), content);
    }

    private void remove(String file) throws IOException {
        Files.delete(home.resolve("deploy").resolve(file));
    }

    private void looks(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            folder.look();
        }
    }

    private void called(String... calls) {
        assertEquals(List.of(calls), station.calls);
        station.calls.clear();
    }

    @Test
    void whatLiesThereAtTheFirstLookIsTakenAtOnce() throws IOException {
        put("a.jar", "meter 1.0.0");
        put("notes.txt", "meter 1.0.0");
        Files.createDirectories(home.resolve("deploy/folder.jar"));
        looks(1);
        called("install a.jar DEPLOYED");
    }

    @Test
    void whatComesLaterIsTakenWhenItLooksTheSameTwice() throws IOException {
        looks(1);
        put("a.jar", "met");
        looks(1);
        put("a.jar", "meter 1.0.0");
        looks(1);
        called();
        looks(3);
        called("install a.jar DEPLOYED");
    }

    @Test
    void overwritingUpdatesAndTakingAwayRemoves() throws IOException {
        put("a.jar", "meter 1.0.0");
        looks(1);
        put("a.jar", "meter 1.1.0-longer");
        looks(2);
        remove("a.jar");
        looks(1);
        called("install a.jar DEPLOYED", "install a.jar DEPLOYED");
        looks(2);
        called("remove meter");
    }

    @Test
    void aRestartTakesNothingAgain() throws IOException {
        put("a.jar", "meter 1.0.0");
        put("b.jar", "board 1.0.0 sick");
        looks(1);
        called("install a.jar DEPLOYED", "install b.jar ROLLED_BACK");
        restart();
        looks(3);
        called();
    }

    @Test
    void whatIsTakenAwayWhileNothingRunsGoesAtTheNextStart() throws IOException {
        put("a.jar", "meter 1.0.0");
        looks(1);
        remove("a.jar");
        restart();
        looks(1);
        called("install a.jar DEPLOYED", "remove meter");
    }

    @Test
    void aRefusedOneIsTriedAgainWhenAnotherHasCome() throws IOException {
        put("a.jar", "meter 1.0.0 needs line");
        looks(1);
        called("install a.jar REFUSED");
        looks(3);
        called();
        put("line.jar", "line 1.0.0");
        looks(2);
        called("install line.jar DEPLOYED", "install a.jar DEPLOYED");
    }

    @Test
    void aRefusedOneIsTriedAgainInDeveloperModeAndAtAStart() throws IOException {
        put("a.jar", "torn");
        looks(2);
        called("install a.jar REFUSED");
        station.unsignedAllowed = true;
        looks(2);
        called("install a.jar REFUSED");
        restart();
        looks(2);
        called("install a.jar REFUSED");
    }

    @Test
    void aBadSuccessorLeavesTheOneBeforeWhichGoesWithTheFile() throws IOException {
        put("a.jar", "meter 1.0.0");
        looks(1);
        put("a.jar", "meter 2.0.0 sick");
        looks(2);
        called("install a.jar DEPLOYED", "install a.jar ROLLED_BACK");
        remove("a.jar");
        looks(2);
        called("remove meter");
    }

    @Test
    void renamingIsNoRemoval() throws IOException {
        put("a.jar", "meter 1.0.0");
        looks(1);
        Files.move(home.resolve("deploy/a.jar"), home.resolve("deploy/b.jar"));
        looks(4);
        called("install a.jar DEPLOYED", "install b.jar UNCHANGED");
    }

    @Test
    void whatCameAnotherWaySinceStays() throws IOException {
        put("a.jar", "meter 1.0.0");
        looks(1);
        station.deployed.put("meter", new Deployed("meter", "2.0.0", "", Instant.EPOCH, List.of("1.0.0")));
        remove("a.jar");
        looks(3);
        called("install a.jar DEPLOYED");
    }
}
