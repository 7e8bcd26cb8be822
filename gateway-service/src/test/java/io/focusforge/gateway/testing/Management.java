package io.focusforge.gateway.testing;

import io.vertx.core.http.HttpServerRequest;

/** What a service shows on its management port. */
final class Management {
    private static final String HEALTH = """
            {"status": "UP", "checks": [{"name": "%s-ready", "status": "UP"}]}""";
    private static final String METRICS = """
            # HELP focusforge_tasks_open Tasks
            focusforge_tasks_open{state="pending"} 3.0
            focusforge_sagas_seconds_bucket{le="0.5"} 9.0
            focusforge_relay_sent_total 12.0
            jvm_threads_live 40.0
            """;
    private static final String OPENAPI = """
            {"openapi": "3.1.0", "info": {"title": "%1$s", "version": "1"},
             "paths": {
               "%2$s": {"get": {"responses": {"200": {"description": "ok", "content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/Item"}}}}}}},
               "/api/v1/tenants/%1$s": {"get": {"responses": {}}},
               "/internal/%1$s": {"post": {"responses": {}}}},
             "components": {"schemas": {
               "Item": {"type": "object", "title": "%1$s item", "properties": {"next": {"$ref": "#/components/schemas/Item"}}},
               "Violation": {"type": "object"}}}}""";

    private Management() {}

    static void answer(String name, HttpServerRequest request) {
        request.response()
                .end(
                        switch (request.path()) {
                            case "/q/metrics" -> METRICS;
                            case "/q/openapi" -> OPENAPI.formatted(name, path(name));
                            default -> HEALTH.formatted(name);
                        });
    }

    private static String path(String name) {
        return switch (name) {
            case "orchestrator" -> "/api/v1/tasks";
            case "ai" -> "/v1/models";
            default -> "/api/v1/jobs";
        };
    }
}
