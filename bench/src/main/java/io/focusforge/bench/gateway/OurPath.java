package io.focusforge.bench.gateway;

import io.focusforge.bench.measure.ProcessTree;
import io.focusforge.local.server.Endpoints;
import io.focusforge.local.server.Ports;
import io.focusforge.local.server.Servers;
import io.focusforge.local.server.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * gateway-service and ai-service as in production: keys, limits, routing and the ledger are on. There is a limit of each kind, and so high
 * that nothing is refused. An ingress sends model calls straight to ai-service, or to the gateway; either way both have to run.
 */
final class OurPath implements AutoCloseable {
    /** Where the client's connection and the provider's meet on the direct way. */
    static final String HOLDER = "ai-service";

    private static final Duration START = Duration.ofMinutes(2);
    private static final String MANY = "50000000";
    private static final String CONNECTIONS = "12000";

    private final QuarkusProgram ai;
    private final QuarkusProgram gateway;
    private final Contestant direct;
    private final Contestant throughGateway;

    private OurPath(QuarkusProgram ai, QuarkusProgram gateway, Contestant direct, Contestant throughGateway) {
        this.ai = ai;
        this.gateway = gateway;
        this.direct = direct;
        this.throughGateway = throughGateway;
    }

    static OurPath start(Path project, Path directory, Servers servers, String upstream)
            throws IOException, InterruptedException {
        var ports = Ports.free(4);
        var key = directory.resolve("api-key");
        var aiSettings = settings(Service.AI, servers, ports.get(0), ports.get(1));
        provider(aiSettings, upstream);
        aiSettings.put("focusforge.services.gateway.url", "http://127.0.0.1:" + ports.get(2));
        var gatewaySettings = settings(Service.GATEWAY, servers, ports.get(2), ports.get(3));
        door(gatewaySettings, ports.get(0), ports.get(1), key);
        var ai = QuarkusProgram.start(project, "ai-service", directory, aiSettings);
        var gateway = QuarkusProgram.start(project, "gateway-service", directory, gatewaySettings);
        try {
            awaitReady("ai-service", ports.get(1), ai);
            awaitReady("gateway-service", ports.get(3), gateway);
            return new OurPath(
                    ai,
                    gateway,
                    contestant("focusforge", ports.get(0), key, processes(ai, gateway), servers),
                    contestant("focusforge through the gateway", ports.get(2), key, processes(ai, gateway), servers));
        } catch (RuntimeException | IOException e) {
            ai.close();
            gateway.close();
            throw e;
        }
    }

    /** As an ingress sends it. */
    Contestant direct() {
        return direct;
    }

    Contestant throughGateway() {
        return throughGateway;
    }

    @Override
    public void close() {
        gateway.close();
        ai.close();
    }

    private static Map<String, ProcessTree> processes(QuarkusProgram ai, QuarkusProgram gateway) {
        var processes = new LinkedHashMap<String, ProcessTree>();
        processes.put("gateway-service", gateway.tree());
        processes.put(HOLDER, ai.tree());
        return processes;
    }

    private static Contestant contestant(String name, int port, Path key, Map<String, ProcessTree> own, Servers servers)
            throws IOException {
        var others = new LinkedHashMap<String, ProcessTree>();
        for (var server : List.of("redis", "postgres")) {
            others.put(server, ProcessTree.of(servers.processes().get(server).pid()));
        }
        var authorization = "Bearer " + Files.readString(key).strip();
        return new Contestant(name, "http://127.0.0.1:" + port, authorization, Map.of(), own, others);
    }

    private static Map<String, String> settings(Service service, Servers servers, int port, int managementPort) {
        var endpoints = servers.endpoints();
        var settings = new LinkedHashMap<>(endpoints.settings(service, Endpoints.Share.of(service)));
        settings.put("focusforge.http.host", Ports.HOST);
        settings.put("focusforge.http.port", "" + port);
        settings.put("focusforge.management.port", "" + managementPort);
        return settings;
    }

    private static void provider(Map<String, String> settings, String upstream) {
        var mock = "focusforge.ai.providers.bench.";
        settings.put(mock + "base-url", upstream + "/v1");
        settings.put(mock + "api-key", "sk-bench");
        settings.put(mock + "models", String.join(",", Question.AT_ONCE, Question.STREAM, Question.SLOW_STREAM));
        settings.put(mock + "max-concurrency", CONNECTIONS);
        settings.put(mock + "requests-per-minute", "0");
        settings.put(mock + "total-timeout", "30M");
        settings.put("focusforge.limits.key.tokens-per-minute", MANY + "0000");
        settings.put("focusforge.limits.tenant.requests-per-minute", MANY);
        settings.put("focusforge.limits.tenant.tokens-per-minute", MANY + "0000");
        settings.put("focusforge.limits.tenant.concurrent-calls", MANY);
    }

    private static void door(Map<String, String> settings, int aiPort, int aiManagementPort, Path key) {
        settings.put("focusforge.services.ai.url", "http://127.0.0.1:" + aiPort);
        settings.put("focusforge.services.ai.management-url", "http://127.0.0.1:" + aiManagementPort);
        settings.put("focusforge.bootstrap.key-file", key.toString());
        settings.put("focusforge.gateway.limit.requests-per-minute", MANY);
        settings.put("focusforge.gateway.max-waiting", CONNECTIONS);
    }

    private static void awaitReady(String name, int managementPort, QuarkusProgram program)
            throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/q/health/ready".formatted(managementPort)))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            Listening.until(name, () -> isReady(client, request), program.process(), START);
        }
    }

    private static boolean isReady(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
