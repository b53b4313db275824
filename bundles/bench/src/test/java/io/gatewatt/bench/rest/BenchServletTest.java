// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.bench.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewatt.bench.model.Charger;
import io.gatewatt.bench.model.Connector;
import io.gatewatt.bench.model.Injections;
import io.gatewatt.bench.model.MapMemory;
import io.gatewatt.bench.model.WallClock;
import io.gatewatt.bench.network.NetworkGate;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchServletTest {

    private final Charger charger = new Charger(n -> new Connector(n, () -> 0, new MapMemory(), false));
    private final BenchServlet servlet = new BenchServlet(new Bench(
            charger,
            new NetworkGate(),
            new WallClock(Clock.systemUTC(), 0, offset -> {}),
            new Injections(Map.of("tamper", charger::open))));
    private final Map<String, Object> sent = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private void request(String method, String path, String host, String content) throws IOException {
        charger.resize(1);
        sent.clear();
        body.reset();
        Map<String, Object> answers = new HashMap<>();
        answers.put("getMethod", method);
        answers.put("getPathInfo", path);
        answers.put("getRemoteAddr", "127.0.0.1");
        answers.put("getInputStream", new Input(content));
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, call, arguments) -> call.getName().equals("getHeader")
                        ? ("Host".equals(arguments[0]) ? host : null)
                        : answers.get(call.getName()));
        HttpServletResponse response = (HttpServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (proxy, call, arguments) -> {
                    if (call.getName().equals("getOutputStream")) {
                        return new Output(body);
                    }
                    sent.put(
                            call.getName() + (arguments.length == 2 ? " " + arguments[0] : ""),
                            arguments[arguments.length - 1]);
                    return null;
                });
        servlet.service(request, response);
    }

    @Test
    void aStimulusAnswers204WithoutBody() throws IOException {
        request("POST", "/connectors/1/plug", "localhost:8080", "{\"side\":\"ev\"}");
        assertEquals(204, sent.get("setStatus"));
        assertEquals(0, body.size());
        assertTrue(charger.connectors().get(0).state().memory().cable().ev());
    }

    @Test
    void aDocumentAnswers200AsJson() throws IOException {
        request("GET", "/state", "127.0.0.1", "");
        assertEquals(200, sent.get("setStatus"));
        assertEquals("application/json;charset=utf-8", sent.get("setContentType"));
        assertEquals("no-store", sent.get("setHeader Cache-Control"));
        assertEquals(body.size(), sent.get("setContentLength"));
        assertTrue(body.toString(StandardCharsets.UTF_8).startsWith("{"));
    }

    @Test
    void aRefusalAnswersItsStatusAndWhy() throws IOException {
        request("GET", null, "127.0.0.1", "");
        assertEquals(404, sent.get("setStatus"));
        request("PATCH", "/network", "127.0.0.1", "");
        assertEquals(405, sent.get("setStatus"));
        assertEquals("POST", sent.get("setHeader Allow"));
        request("GET", "/state", "evil.example", "");
        assertEquals(403, sent.get("setStatus"));
        request("POST", "/connectors/1/plug", "127.0.0.1", "x".repeat(100_000));
        assertEquals(400, sent.get("setStatus"));
        assertTrue(body.toString(StandardCharsets.UTF_8).contains("longer than 16384 bytes"));
    }

    private static final class Input extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Input(String content) {
            bytes = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Output extends ServletOutputStream {

        private final ByteArrayOutputStream bytes;

        Output(ByteArrayOutputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public void write(int value) {
            bytes.write(value);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
