package io.focusforge.gateway.operations;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/** The answer of {@code /health}. */
record SuiteHealth(
        State status,
        String version,
        Map<String, ServiceHealth> services,
        @JsonProperty("optimization_status") Optimizations optimizations) {

    /** What makes the suite fast, and whether it is at work right now. */
    record Optimizations(
            @JsonProperty("database_pooling") Pooling pooling,
            @JsonProperty("distributed_cache") Cache cache,
            @JsonProperty("ai_optimization") Ai ai) {}

    /** The pool of database connections: those open now, of at most so many. */
    record Pooling(State status, int openConnections, int maxConnections) {}

    /** Redis; while it is away, each replica counts requests by itself. */
    record Cache(State status, long decidedInRedis, long decidedLocally) {}

    /** The service of the models: ready or not, and how each of its own checks is. */
    record Ai(State status, Map<String, String> checks) {}

    static SuiteHealth of(String version, Map<String, ServiceHealth> services, Optimizations optimizations) {
        return new SuiteHealth(judge(services, optimizations), version, services, optimizations);
    }

    private static State judge(Map<String, ServiceHealth> services, Optimizations optimizations) {
        if (optimizations.pooling().status() != State.ACTIVE) {
            return State.UNHEALTHY;
        }
        var allUp = services.values().stream().allMatch(ServiceHealth::isUp);
        return allUp && optimizations.cache().status() == State.ACTIVE ? State.HEALTHY : State.DEGRADED;
    }
}
