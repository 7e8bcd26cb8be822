package io.focusforge.worker.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/** Settings of the worker under test: where its tests will answer for other services, short waits, and queues that nobody serves. */
public class FreePorts implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of(
                "focusforge.services.orchestrator.url", "http://localhost:" + freePort(),
                "focusforge.services.memory.url", "http://localhost:" + freePort(),
                "focusforge.webhooks.allowed-private-hosts", "localhost",
                "focusforge.webhooks.timeout", "3s",
                "focusforge.jobs.queues", "ai,default,notify,manual,bulk",
                "focusforge.dispatch.poll-interval", "100ms",
                "focusforge.worker.lease", "6s",
                "focusforge.worker.block", "1s",
                "focusforge.recovery.dispatch-timeout", "4s");
    }

    @Override
    public void stop() {}

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
