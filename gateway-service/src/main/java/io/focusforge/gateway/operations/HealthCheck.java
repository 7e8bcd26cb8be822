package io.focusforge.gateway.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.call.Service;
import io.focusforge.gateway.limit.RateLimiter;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Finds out how the suite is: all services are asked at once, and none is waited for longer than the timeout. */
@ApplicationScoped
class HealthCheck {
    private static final String READY = "/q/health/ready";

    private final ManagementClient management;
    private final DatabaseCheck database;
    private final RateLimiter limiter;
    private final ObjectMapper json;
    private final String version;
    private final Cached<SuiteHealth> health;

    HealthCheck(
            ManagementClient management,
            DatabaseCheck database,
            RateLimiter limiter,
            ObjectMapper json,
            OperationsConfig config,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.management = management;
        this.database = database;
        this.limiter = limiter;
        this.json = json;
        this.version = version;
        this.health = new Cached<>(config.healthCache(), Clock.systemUTC(), this::find);
    }

    SuiteHealth health() {
        return health.get();
    }

    private SuiteHealth find() {
        var asked = Service.BEHIND_GATEWAY.stream()
                .collect(Collectors.toMap(service -> service, service -> management.get(service, READY)));
        var pooling = database.check();
        var services = new LinkedHashMap<String, ServiceHealth>();
        for (var service : Service.BEHIND_GATEWAY) {
            services.put(service.key(), ServiceHealth.of(asked.get(service).join()));
        }
        var optimizations = new SuiteHealth.Optimizations(
                pooling, cache(), ai(services.get(Service.AI.key()), asked.get(Service.AI)));
        return SuiteHealth.of(version, services, optimizations);
    }

    private SuiteHealth.Cache cache() {
        var state =
                switch (limiter.sharing()) {
                    case SHARED -> State.ACTIVE;
                    case PARTLY -> State.DEGRADED;
                    case ALONE -> State.INACTIVE;
                };
        return new SuiteHealth.Cache(state, limiter.decidedInRedis(), limiter.decidedLocally());
    }

    private SuiteHealth.Ai ai(ServiceHealth service, CompletableFuture<Optional<ManagementClient.Answer>> answer) {
        return new SuiteHealth.Ai(
                State.active(service.isUp()), answer.join().map(this::checks).orElse(Map.of()));
    }

    private Map<String, String> checks(ManagementClient.Answer answer) {
        var checks = new TreeMap<String, String>();
        try {
            for (JsonNode check : json.readTree(answer.body().getBytes()).path("checks")) {
                checks.put(check.path("name").asText(), check.path("status").asText());
            }
        } catch (IOException e) {
            return Map.of();
        }
        return checks;
    }
}
