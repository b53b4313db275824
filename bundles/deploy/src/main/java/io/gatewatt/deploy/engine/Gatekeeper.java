// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.deploy.engine;

import io.gatewatt.deploy.engine.SignatureCheck.Signer;
import io.gatewatt.files.DurableFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets only those bundles resolve that the distribution brought, and those that a trusted signer signed; however they came into the framework. A bundle
 * that does not resolve runs no line of its code.
 *
 * <p>What the launcher installed from the distribution is trusted as the distribution is. Somebody may update such a bundle in place while the station
 * runs; then it needs a signature like any other, and that is remembered over starts. What is checked is what the framework would load, not the
 * file it came from; the verdict is kept as long as the framework's copy and the trusted certificates stay the same.
 */
final class Gatekeeper implements ResolverHookFactory, SynchronousBundleListener {

    /** What the locations of the launcher's bundles begin with. */
    static final String DISTRIBUTION = "gatewatt:";
    /** Where drivers start: above what they need and above this bundle. */
    static final int START_LEVEL = 11;

    private static final Logger LOG = LoggerFactory.getLogger(Gatekeeper.class);
    private static final String UPDATED = "updated ";
    private static final String REFUSED = "-";

    private final Path file;
    private final Trust trust;
    private final SignatureCheck check;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final Map<String, String> verdicts = new ConcurrentHashMap<>();
    private volatile boolean unsignedAllowed;
    private volatile String onTrial = "";
    private String trusted;

    /** @param folder where verdicts are kept */
    Gatekeeper(Path folder, Trust trust) {
        this.file = folder.resolve("verified");
        this.trust = trust;
        this.check = new SignatureCheck(trust);
    }

    /** Reads the verdicts of the runs before. */
    void remember() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        Properties text = new Properties();
        text.load(new StringReader(Files.readString(file)));
        String now = fingerprint() + " ";
        text.forEach((key, value) -> {
            if (key.toString().startsWith(UPDATED.strip())) {
                verdicts.put(key.toString().replace('_', ' '), value.toString());
            } else if (value.toString().startsWith(now)) {
                verdicts.put(key.toString(), value.toString().substring(now.length()));
            }
        });
    }

    void allowUnsigned(boolean allowed) {
        unsignedAllowed = allowed;
        told.clear();
    }

    /** Two versions of this singleton may be there at the same time until {@code ""} is said. */
    void onTrial(String name) {
        onTrial = name;
    }

    /** Takes over a verdict on the file that this bundle was installed from. */
    void known(Bundle bundle, Signer signer) throws IOException {
        if (!signer.subject().isEmpty()) {
            verdicts.put(key(bundle), signer.subject());
            write();
        }
    }

    /** Whether the bundle may resolve as it is now. */
    boolean admits(Bundle bundle) {
        return bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID
                || bundle.getLocation().startsWith(DISTRIBUTION) && !verdicts.containsKey(UPDATED + key(bundle))
                || unsignedAllowed
                || signed(bundle);
    }

    private boolean signed(Bundle bundle) {
        String verdict = verdicts.get(key(bundle));
        if (verdict == null) {
            verdict = judge(bundle);
            verdicts.put(key(bundle), verdict);
            if (!verdict.startsWith(REFUSED)) {
                note(bundle);
            }
        }
        return !verdict.startsWith(REFUSED);
    }

    /** Looks anew at what was refused: somebody may be trusted now who was not. */
    void lookAgain() {
        verdicts.values().removeIf(verdict -> verdict.startsWith(REFUSED));
    }

    private void note(Bundle bundle) {
        try {
            write();
        } catch (IOException e) {
            LOG.error("what was found about {} could not be noted: {}", bundle.getSymbolicName(), e.toString());
        }
    }

    private String judge(Bundle bundle) {
        String refused = null;
        String signer = "";
        if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null) {
            refused = "it is a fragment";
        } else if (bundle.getLocation().startsWith("reference:")) {
            refused = "it lies outside of the framework, where it may change after it was looked at";
        } else {
            try {
                Path jar = Files.createTempFile("bundle", ".jar");
                try {
                    Content.of(bundle).pack(jar);
                    try (JarFile open = new JarFile(jar.toFile(), true)) {
                        signer = check.signer(open).subject();
                    }
                } finally {
                    Files.deleteIfExists(jar);
                }
            } catch (RefusedException e) {
                refused = e.getMessage();
            } catch (IOException | RuntimeException e) {
                refused = "it cannot be read: " + e.getMessage();
            }
        }
        if (refused != null) {
            if (told.add(key(bundle))) {
                LOG.warn(
                        "{} {} ({}) is not let in: {}",
                        bundle.getSymbolicName(),
                        bundle.getVersion(),
                        bundle.getLocation(),
                        refused);
            }
            return REFUSED + refused;
        }
        return signer;
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        boolean ours = bundle.getLocation().startsWith(DISTRIBUTION);
        if (event.getType() == BundleEvent.UPDATED && ours) {
            verdicts.put(UPDATED + key(bundle), "");
            note(bundle);
        } else if (event.getType() == BundleEvent.UNINSTALLED) {
            verdicts.keySet().removeIf(key -> key.replace(UPDATED, "").startsWith(bundle.getBundleId() + "/"));
        } else if (event.getType() == BundleEvent.INSTALLED && !ours) {
            notBefore(bundle);
        }
    }

    /** Nothing foreign starts before this bundle does. */
    void notBefore(Bundle bundle) {
        if (!unsignedAllowed
                && bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID
                && !bundle.getLocation().startsWith(DISTRIBUTION)) {
            BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
            if (level.getStartLevel() < START_LEVEL) {
                level.setStartLevel(START_LEVEL);
            }
        }
    }

    /** One per revision: the framework dates each installation and each update. */
    private static String key(Bundle bundle) {
        return bundle.getBundleId() + "/" + bundle.getLastModified();
    }

    private synchronized String fingerprint() throws IOException {
        if (trusted == null) {
            trusted = trust.fingerprint();
        }
        return trusted;
    }

    private synchronized void write() throws IOException {
        // What was found in this run was found by the certificates of now.
        trusted = null;
        String now = fingerprint();
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(verdicts).forEach((key, verdict) -> {
            if (key.startsWith(UPDATED)) {
                lines.append(key.replace(' ', '_')).append("=\n");
            } else if (!verdict.startsWith(REFUSED)) {
                lines.append(key)
                        .append('=')
                        .append(now)
                        .append(' ')
                        .append(verdict.replace("\\", "\\\\"))
                        .append('\n');
            }
        });
        Files.createDirectories(file.getParent());
        DurableFile.write(file, lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return new Hook(triggers);
    }

    /**
     * One for each resolving. Felix 7.0.5 leaves out all resolved bundles, too, once {@code filterResolvable} has taken one away: then nothing resolves
     * but what needs nobody. So that is done only when one that is not let in asks; otherwise it is kept from the others by its requirements and
     * capabilities.
     */
    private final class Hook implements ResolverHook {

        private final IdentityHashMap<BundleRevision, Boolean> barred = new IdentityHashMap<>();
        private final boolean foreigner;

        Hook(Collection<BundleRevision> triggers) {
            foreigner = triggers.stream().anyMatch(this::barred);
        }

        @Override
        public void filterResolvable(Collection<BundleRevision> candidates) {
            if (foreigner) {
                candidates.removeIf(this::barred);
            }
        }

        @Override
        public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> candidates) {
            // One that is not let in stands in nobody's way.
            candidates.removeIf(other -> barred(singleton.getRevision()) || barred(other.getRevision()));
            String trial = onTrial;
            if (trial.equals(singleton.getRevision().getSymbolicName())) {
                candidates.removeIf(other -> trial.equals(other.getRevision().getSymbolicName()));
            }
        }

        @Override
        public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
            if (barred(requirement.getRevision())) {
                candidates.clear();
            } else {
                candidates.removeIf(capability -> barred(capability.getRevision()));
            }
        }

        @Override
        public void end() {
            // Nothing is held.
        }

        /** One that resolved before is what the bundle was before an update, and serves until it is refreshed. */
        private boolean barred(BundleRevision revision) {
            return barred.computeIfAbsent(
                    revision, any -> revision.getWiring() == null && !admits(revision.getBundle()));
        }
    }
}
