// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;

/** Bundles that come past the engine: by hand, by the console, by an update in place. */
class GatekeeperTest {

    private static final Keys MAKER = Keys.self("Maker");

    @TempDir
    private Path home;

    @TempDir
    private Path jars;

    private Path own;
    private Station station;

    @BeforeEach
    void open() throws Exception {
        MAKER.trustedIn(home.resolve("trust"));
        own = Bundles.driver(jars, "1.0.0").jar();
        station = Station.open(home, step -> {}, own);
    }

    @AfterEach
    void close() throws Exception {
        station.close();
    }

    private Bundle byHand(Path jar) throws Exception {
        try (InputStream in = Files.newInputStream(jar)) {
            return station.framework().getBundleContext().installBundle("inputstream:" + jar.getFileName(), in);
        }
    }

    private static void update(Bundle bundle, Path jar) throws Exception {
        try (InputStream in = Files.newInputStream(jar)) {
            bundle.update(in);
        }
    }

    @Test
    void anUnsignedOneDoesNotResolve() throws Exception {
        Bundle bundle = byHand(Bundles.driver(jars, "2.0.0").jar());
        assertThrows(BundleException.class, bundle::start);
        assertEquals(Bundle.INSTALLED, bundle.getState());
        assertEquals(List.of("1.0.0"), station.running());
    }

    @Test
    void aSignedOneDoes() throws Exception {
        Bundle bundle = byHand(MAKER.sign(Bundles.driver(jars, "2.0.0").jar()));
        bundle.start();
        assertEquals(Bundle.ACTIVE, bundle.getState());
    }

    @Test
    void aSignedFragmentDoesNot() throws Exception {
        Bundle bundle = byHand(MAKER.sign(Bundles.data(jars, "1.0.0")
                .header("Bundle-SymbolicName", "com.example.fragment")
                .header("Fragment-Host", Bundles.NAME)
                .jar()));
        byHand(MAKER.sign(Bundles.driver(jars, "2.0.0").jar())).start();
        assertEquals(Bundle.INSTALLED, bundle.getState());
    }

    @Test
    void anUnsignedUpdateInPlaceDoesNotResolveNowNorLater() throws Exception {
        Bundle bundle = station.framework().getBundleContext().getBundle("gatewatt:io.gatewatt:" + Bundles.NAME);
        assertThrows(BundleException.class, () -> {
            update(bundle, Bundles.driver(jars, "3.0.0").jar());
            bundle.start();
        });
        assertEquals(List.of(), station.running());
        station.close();
        station = Station.open(home);
        assertEquals(List.of(), station.running());
    }

    @Test
    void aSignedUpdateInPlaceDoes() throws Exception {
        Bundle bundle = station.framework().getBundleContext().getBundle("gatewatt:io.gatewatt:" + Bundles.NAME);
        update(bundle, MAKER.sign(Bundles.driver(jars, "3.0.0").jar()));
        assertEquals(List.of("3.0.0"), station.running());
        station.close();
        station = Station.open(home);
        assertEquals(List.of("3.0.0"), station.running());
    }

    @Test
    void anUpdateInPlaceOfADeployedOneIsUndoneAtTheNextStart() throws Exception {
        station.install(MAKER.sign(Bundles.driver(jars, "1.1.0").jar()));
        Bundle bundle = station.framework().getBundleContext().getBundle("deployed:" + Bundles.NAME + ":1.1.0");
        update(bundle, MAKER.sign(Bundles.driver(jars, "4.0.0").jar()));
        assertEquals(List.of("4.0.0"), station.running());
        station.close();
        station = Station.open(home);
        assertEquals(List.of("1.1.0"), station.running());
    }

    @Test
    void nobodyComesBeforeTheGatekeeper() throws Exception {
        station.framework()
                .adapt(org.osgi.framework.startlevel.FrameworkStartLevel.class)
                .setInitialBundleStartLevel(1);
        Bundle bundle = byHand(Bundles.driver(jars, "2.0.0").jar());
        assertEquals(
                Gatekeeper.START_LEVEL, bundle.adapt(BundleStartLevel.class).getStartLevel());
    }
}
