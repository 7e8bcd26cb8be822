package io.focusforge.worker.testing;

import io.focusforge.local.server.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Settings of the worker under test: where its tests will answer for other services, short waits, and queues that nobody serves. */
public class FreePorts implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        var ports = Ports.free(2);
        return Map.of(
                "focusforge.services.orchestrator.url", "http://localhost:" + ports.getFirst(),
                "focusforge.services.memory.url", "http://localhost:" + ports.getLast(),
                "focusforge.webhooks.allowed-private-hosts", "localhost",
                "focusforge.webhooks.timeout", "3s",
                "focusforge.jobs.queues", "ai,default,notify,manual,bulk,aside",
                "focusforge.dispatch.poll-interval", "100ms",
                "focusforge.worker.lease", "6s",
                "focusforge.worker.block", "1s",
                "focusforge.recovery.dispatch-timeout", "4s");
    }

    @Override
    public void stop() {}
}
