package io.focusforge.local.testing;

import io.focusforge.local.server.Endpoints.Share;
import io.focusforge.local.server.Service;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives a Quarkus test real servers: every setting that the service named by the argument {@code service} needs for Postgres,
 * Redis, MongoDB and identity. Each start of the application has databases of its own, empty and not yet migrated.
 */
public final class FocusForgeServers implements QuarkusTestResourceLifecycleManager {
    /** A machine that is busy with tests may be slow; nobody is to go on without Redis for that. */
    private static final Map<Service, List<String>> WAITS_FOR_REDIS = Map.of(
            Service.GATEWAY, List.of("focusforge.gateway.limit.redis-timeout"),
            Service.AI,
                    List.of(
                            "focusforge.limits.redis-timeout",
                            "focusforge.breaker.redis-timeout",
                            "focusforge.model-cache.redis-timeout"),
            Service.ORCHESTRATOR, List.of("focusforge.step-cache.redis-timeout"));

    private static final String PATIENCE = "3S";

    private Service service;
    private Share share;

    @Override
    public void init(Map<String, String> arguments) {
        service = Service.of(arguments.get("service"));
    }

    @Override
    public Map<String, String> start() {
        var endpoints = ServersOfBuild.current().endpoints();
        share = TestShare.create(endpoints, service);
        var settings = new HashMap<>(endpoints.settings(service, share));
        WAITS_FOR_REDIS.getOrDefault(service, List.of()).forEach(setting -> settings.put(setting, PATIENCE));
        return settings;
    }

    @Override
    public void stop() {
        if (share != null) {
            TestShare.drop(ServersOfBuild.current().endpoints(), share);
        }
    }
}
