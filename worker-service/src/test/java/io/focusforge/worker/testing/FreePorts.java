package io.focusforge.worker.testing;

import io.focusforge.local.server.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** Settings of the worker under test: where its tests will answer for other services, short waits, and queues that nobody serves. */
public class FreePorts implements QuarkusTestResourceLifecycleManager {
    /** A tenant of a class of its own. */
    public static final UUID PREMIUM = UUID.fromString("0190a5c0-d1e2-7abc-8def-0123456789ab");

    @Override
    public Map<String, String> start() {
        var ports = Ports.free(4);
        return Map.ofEntries(
                Map.entry("focusforge.services.orchestrator.url", "http://localhost:" + ports.get(0)),
                Map.entry("focusforge.services.memory.url", "http://localhost:" + ports.get(1)),
                Map.entry("focusforge.services.ai.url", "http://localhost:" + ports.get(2)),
                Map.entry("quarkus.mailer.host", "localhost"),
                Map.entry("quarkus.mailer.port", "" + ports.get(3)),
                Map.entry("quarkus.mailer.from", "FocusForge <no-reply@focusforge.test>"),
                Map.entry("quarkus.mailer.mock", "false"),
                Map.entry("quarkus.mailer.own-host-name", "localhost"),
                Map.entry("quarkus.mailer.keep-alive", "false"),
                Map.entry("focusforge.webhooks.allowed-private-hosts", "localhost,rebind.test"),
                Map.entry("focusforge.webhooks.timeout", "3s"),
                Map.entry("focusforge.webhooks.max-endpoints", "4"),
                Map.entry("focusforge.webhooks.disable-after-failures", "2"),
                Map.entry("focusforge.webhooks.deliveries-kept", "3"),
                Map.entry("focusforge.jobs.queues", "ai,default,files,notify,manual,bulk,aside"),
                Map.entry("focusforge.dispatch.poll-interval", "100ms"),
                Map.entry("focusforge.worker.lease", "6s"),
                Map.entry("focusforge.worker.block", "1s"),
                Map.entry("focusforge.recovery.dispatch-timeout", "4s"),
                Map.entry(
                        "focusforge.objects.url",
                        Path.of("target", "objects").toUri().toString()),
                Map.entry("focusforge.signals.tenant-classes." + PREMIUM, "premium"),
                Map.entry("focusforge.rollup.every", "off"));
    }

    @Override
    public void stop() {}
}
