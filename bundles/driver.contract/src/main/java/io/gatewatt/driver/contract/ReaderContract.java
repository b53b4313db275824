// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.driver.contract;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.driver.Token;
import io.gatewatt.driver.TokenReader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

/**
 * What every driver of a reader must do.
 *
 * @param <D> class of the driver
 */
public abstract class ReaderContract<D extends TokenReader> extends Contract<D> {

    /** Longest token of OCPP 1.6 (CiString20Type). */
    private static final int LONGEST = 20;

    private static final int CARDS = 3;

    /** For subclasses in any package. */
    protected ReaderContract() {}

    /**
     * Holds a card to the device and leaves it there. Returns when the device has told of it some times, or was asked some times, if that is its way.
     *
     * @param card 0..2, different ones
     */
    protected abstract void present(int card);

    /** Takes the card away, and returns when the driver can know of it. */
    protected abstract void remove();

    @Override
    final Map<String, Callable<?>> calls(D driver) {
        return Map.of("listen()", () -> {
            driver.listen(token -> {}).close();
            return null;
        });
    }

    @Override
    final boolean needsDevice(String call) {
        return false;
    }

    /** Tokens told to one listening. */
    private final class Told implements AutoCloseable {

        private final List<Token> tokens = new CopyOnWriteArrayList<>();
        private final AutoCloseable listening;

        Told(D driver) {
            listening = good("listen()", "with the device in order", () -> driver.listen(tokens::add));
            assertTrue(listening != null, "listen() gave nothing that closes the listening");
        }

        /** Waits for so many tokens in all. */
        List<Token> await(int count, String why) {
            try {
                Awaitility.await().atMost(patience()).until(() -> tokens.size() >= count);
            } catch (ConditionTimeoutException e) {
                throw new AssertionError(why + ": told so far: " + tokens, e);
            }
            return tokens;
        }

        @Override
        public void close() {
            good("close() of the listening", "with the device in order", () -> {
                listening.close();
                return null;
            });
        }
    }

    @Test
    final void tellsATokenThatCanBeSent() {
        try (Told told = new Told(started())) {
            for (int card = 0; card < CARDS; card++) {
                present(card);
                Token token = told.await(card + 1, "a card was presented and not told")
                        .get(card);
                assertTrue(
                        token.value().length() <= LONGEST,
                        () -> "token " + token.value() + " has more than the " + LONGEST
                                + " characters that OCPP 1.6 allows: use a TokenPolicy");
                assertTrue(
                        token.value().chars().allMatch(c -> c > ' ' && c <= '~'),
                        () -> "token " + token.value() + " has characters that cannot be printed");
                assertTrue(
                        token.uid().matches("([0-9A-F]{2})*"),
                        () -> "unique id " + token.uid() + " is not upper-case hex");
                remove();
            }
            assertEquals(
                    CARDS, told.tokens.stream().map(Token::value).distinct().count(), "different cards that were told");
        }
    }

    @Test
    final void tellsACardThatStaysOnce() {
        try (Told told = new Told(started())) {
            present(0);
            remove();
            present(1);
            List<Token> tokens = told.await(2, "two cards were presented and not both told");
            assertEquals(
                    2,
                    tokens.size(),
                    () -> "tokens of two cards that stayed in the field one after the other: " + tokens
                            + ". Tell a card once, however often the device repeats it");
            assertNotEquals(
                    tokens.get(0).value(), tokens.get(1).value(), "a card that stayed in the field was told twice");
        }
    }

    @Test
    final void tellsACardAgainThatIsShownAgain() {
        try (Told told = new Told(started())) {
            present(0);
            told.await(1, "a card was presented and not told");
            remove();
            present(0);
            List<Token> tokens = told.await(2, "a card that was taken away and shown again was not told again");
            assertEquals(tokens.get(0), tokens.get(1), "the same card, shown again");
        }
    }

    @Test
    final void tellsNothingAfterTheListeningIsClosed() {
        D driver = started();
        Told closed = new Told(driver);
        try (Told witness = new Told(driver)) {
            present(0);
            closed.await(1, "a card was presented and not told to both who listen");
            witness.await(1, "a card was presented and not told to both who listen");
            closed.close();
            closed.close();
            remove();
            present(1);
            witness.await(2, "after one listening was closed, the other hears nothing any more");
            assertEquals(1, closed.tokens.size(), "a closed listening was called again");
        }
    }

    @Test
    final void tellsNothingAfterStop() {
        D driver = started();
        Told old = new Told(driver);
        D next = started("beside the one it replaces");
        try (Told witness = new Told(next)) {
            old.close();
            stopped(driver);
            present(0);
            witness.await(1, "a card was presented and not told by the second driver after the first left");
            assertTrue(old.tokens.isEmpty(), "a driver that was stopped told a card");
        }
    }

    @Test
    final void leavesNoListenerWhenStoppedWhileSomebodyListens() {
        int listeners = device().listeners();
        D driver = started();
        try (Told told = new Told(driver)) {
            present(0);
            told.await(1, "a card was presented and not told");
            stopped(driver);
            assertEquals(
                    listeners,
                    device().listeners(),
                    "listeners left at the device after stop: close in @Deactivate what the device gave you");
        }
    }

    @Test
    final void readsAgainAfterEachTrouble() {
        D driver = started();
        try (Told told = new Told(driver)) {
            Map<String, Runnable> troubles = Map.of(
                    "vanished", device()::vanish, "refused", device()::refuse, "talked nonsense", device()::garbage);
            for (Map.Entry<String, Runnable> trouble : troubles.entrySet()) {
                trouble.getValue().run();
                device().comeBack();
                remove();
                int before = told.tokens.size();
                present(0);
                await().alias("the card is read after the device " + trouble.getKey())
                        .atMost(patience())
                        .until(() -> told.tokens.size() > before);
                remove();
            }
            nothingThrown();
            for (Token token : told.tokens) {
                assertTrue(token.value().length() <= LONGEST, () -> "a token was made of nonsense: " + token);
            }
        }
    }
}
