// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamTest {

    private final Out out = new Out();
    private long nanos;
    private int closed;
    private int completed;
    private Stream stream;

    @BeforeEach
    void open() throws IOException {
        stream = new Stream(context(), () -> nanos, () -> closed++);
    }

    @Test
    void writesNothingBeforeTheContainerAllowsIt() throws IOException {
        assertTrue(stream.send(bytes("a")));
        assertEquals("", out.text());

        out.listener.onWritePossible();

        assertEquals("a", out.text());
        assertTrue(stream.send(bytes("b")));
        assertEquals("ab", out.text());
    }

    @Test
    void keepsInOrderWhatTheBrowserCannotTakeYet() throws IOException {
        out.listener.onWritePossible();
        out.ready = false;
        assertTrue(stream.send(bytes("a")));
        assertTrue(stream.send(bytes("b")));
        assertEquals("", out.text());

        out.ready = true;
        out.listener.onWritePossible();

        assertEquals("ab", out.text());
    }

    @Test
    void givesABrowserUpThatTakesNothingForTooLong() throws IOException {
        out.listener.onWritePossible();
        out.ready = false;
        assertTrue(stream.send(bytes("a")));
        nanos += Duration.ofSeconds(19).toNanos();
        assertTrue(stream.send(bytes("b")));
        nanos += Duration.ofSeconds(2).toNanos();

        assertFalse(stream.send(bytes("c")));
    }

    @Test
    void keepsOnlySoMuch() {
        boolean taken = true;
        int sent = 0;
        while (taken && sent < 100) {
            taken = stream.send(new byte[100_000]);
            sent++;
        }

        assertEquals(21, sent, "2 MB");
    }

    @Test
    void aBrokenConnectionIsGone() throws IOException {
        out.listener.onWritePossible();
        out.broken = true;

        assertFalse(stream.send(bytes("a")));
    }

    @Test
    void closesOnceHoweverItIsTold() {
        stream.close();
        stream.onError(new IOException("gone"));
        stream.onComplete(null);

        assertEquals(1, closed);
        assertEquals(1, completed);
        assertFalse(stream.send(bytes("a")));
    }

    private AsyncContext context() {
        ServletResponse response = (ServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ServletResponse.class}, (proxy, method, arguments) -> out);
        return (AsyncContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AsyncContext.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("complete")) {
                        completed++;
                    }
                    return method.getName().equals("getResponse") ? response : null;
                });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Out extends ServletOutputStream {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private WriteListener listener;
        private boolean ready = true;
        private boolean broken;

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            this.listener = listener;
        }

        @Override
        public void write(int b) throws IOException {
            if (broken) {
                throw new IOException("broken pipe");
            }
            written.write(b);
        }

        String text() {
            return written.toString(StandardCharsets.UTF_8);
        }
    }
}
