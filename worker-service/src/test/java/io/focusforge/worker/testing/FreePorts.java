package io.focusforge.worker.testing;

import io.focusforge.local.server.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Settings of the worker under test: where its tests will answer for other services, short waits, and queues that nobody serves. */
public class FreePorts implements QuarkusTestResourceLifecycleManager {
    /** A tenant of a class of its own. */
    public static final UUID PREMIUM = UUID.fromString("0190a5c0-d1e2-7abc-8def-0123456789ab");

    @Override
    public Map<String, String> start() {
        var ports = Ports.free(2);
        var objects = Path.of("target", "objects").toUri();
        var settings = new HashMap<String, String>();
        settings.put("focusforge.objects.url", objects.toString());
        settings.put("focusforge.services.orchestrator.url", "http://localhost:" + ports.getFirst());
        settings.put("focusforge.services.memory.url", "http://localhost:" + ports.getLast());
        settings.put("focusforge.webhooks.allowed-private-hosts", "localhost");
        settings.put("focusforge.webhooks.timeout", "3s");
        settings.put("focusforge.jobs.queues", "ai,default,notify,manual,bulk,aside");
        settings.put("focusforge.dispatch.poll-interval", "100ms");
        settings.put("focusforge.worker.lease", "6s");
        settings.put("focusforge.worker.block", "1s");
        settings.put("focusforge.recovery.dispatch-timeout", "4s");
        settings.put("focusforge.signals.tenant-classes." + PREMIUM, "premium");
        settings.put("focusforge.rollup.every", "off");
        return settings;
    }

    @Override
    public void stop() {}
}
