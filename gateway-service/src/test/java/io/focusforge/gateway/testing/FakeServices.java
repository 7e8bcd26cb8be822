package io.focusforge.gateway.testing;

import io.focusforge.local.server.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Services for the gateway to forward to, small limits, and a file for the first key. {@code memory} is not there. */
public final class FakeServices implements QuarkusTestResourceLifecycleManager {
    private Vertx vertx;
    private Path directory;

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        var settings = new HashMap<String, String>();
        try {
            directory = Files.createTempDirectory("gateway-test");
            for (var name : new String[] {"orchestrator", "ai", "worker"}) {
                put(settings, name, new FakeService(vertx, name).url());
            }
            put(settings, "memory", "http://localhost:" + closedPort());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        settings.put("focusforge.bootstrap.key-file", directory.resolve("key").toString());
        settings.put("focusforge.gateway.max-body-size", "256K");
        settings.put("focusforge.gateway.answer-timeout", "2S");
        settings.put("focusforge.gateway.stream-idle-timeout", "3S");
        settings.put("focusforge.gateway.max-connections", "6");
        settings.put("focusforge.gateway.max-waiting", "2");
        settings.put("focusforge.overload.max-wait", "2S");
        settings.put("focusforge.gateway.keys.cache-ttl", "1S");
        settings.put("focusforge.gateway.limit.requests-per-minute", "100000");
        return settings;
    }

    @Override
    public void stop() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
            Files.deleteIfExists(directory.resolve("key"));
            Files.deleteIfExists(directory);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void put(Map<String, String> settings, String name, String url) {
        settings.put("focusforge.services." + name + ".url", url);
        settings.put("focusforge.services." + name + ".management-url", url);
    }

    private static int closedPort() {
        return Ports.free(1).getFirst();
    }
}
