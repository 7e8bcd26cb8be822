package io.focusforge.local.testing;

import io.focusforge.local.server.Endpoints.Share;
import io.focusforge.local.server.Service;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives a Quarkus test real servers: every setting that the service named by the argument {@code service} needs for Postgres,
 * Redis, MongoDB and identity. Each start of the application has databases of its own, empty and not yet migrated.
 */
public final class FocusForgeServers implements QuarkusTestResourceLifecycleManager {
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
        return endpoints.settings(service, share);
    }

    @Override
    public void stop() {
        if (share != null) {
            TestShare.drop(ServersOfBuild.current().endpoints(), share);
        }
    }
}
