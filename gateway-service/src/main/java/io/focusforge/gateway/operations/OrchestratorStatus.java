package io.focusforge.gateway.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.call.Service;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** How the orchestrator is, and what it counts. */
@ApplicationScoped
class OrchestratorStatus {
    private final ManagementClient management;
    private final ObjectMapper json;
    private final Cached<Status> status;

    OrchestratorStatus(ManagementClient management, ObjectMapper json, OperationsConfig config) {
        this.management = management;
        this.json = json;
        this.status = new Cached<>(config.healthCache(), Clock.systemUTC(), this::find);
    }

    /**
     * @param checks its own health checks, as it shows them
     * @param counts its metrics that are counts and gauges, by name and labels
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Status(State status, Long latencyMs, JsonNode checks, Map<String, Double> counts) {}

    Status status() {
        return status.get();
    }

    private Status find() {
        var health = management.get(Service.ORCHESTRATOR, "/q/health");
        var metrics = management.get(Service.ORCHESTRATOR, "/q/metrics").join();
        var service = ServiceHealth.of(health.join());
        return new Status(service.status(), service.latencyMs(), checks(health.join()), counts(metrics));
    }

    private JsonNode checks(Optional<ManagementClient.Answer> answer) {
        try {
            return answer.isEmpty()
                    ? null
                    : json.readTree(answer.get().body().getBytes()).get("checks");
        } catch (IOException e) {
            return null;
        }
    }

    private static Map<String, Double> counts(Optional<ManagementClient.Answer> answer) {
        return answer.filter(given -> given.status() == 200)
                .map(given -> PrometheusText.counts(given.body().toString(StandardCharsets.UTF_8)))
                .orElse(Map.of());
    }
}
