package io.focusforge.gateway.operations;

import static io.focusforge.gateway.testing.Keys.as;
import static io.focusforge.gateway.testing.Keys.asAdmin;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.focusforge.gateway.testing.FakeServices;
import io.focusforge.gateway.testing.Keys;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
@WithTestResource(FakeServices.class)
class OperationsTest {
    @Test
    void showsTheHealthOfTheWholeToEverybody() {
        given().get("/health")
                .then()
                .statusCode(200)
                .body("status", equalTo("degraded"))
                .body("version", notNullValue())
                .body("services", aMapWithSize(4))
                .body("services.orchestrator.status", equalTo("up"))
                .body("services.orchestrator.latencyMs", greaterThanOrEqualTo(0))
                .body("services.memory.status", equalTo("down"))
                .body("services.memory.latencyMs", nullValue())
                .body("optimization_status.database_pooling.status", equalTo("active"))
                .body("optimization_status.database_pooling.openConnections", greaterThan(0))
                .body("optimization_status.database_pooling.maxConnections", equalTo(20))
                .body("optimization_status.distributed_cache.status", equalTo("active"))
                .body("optimization_status.ai_optimization.status", equalTo("active"))
                .body("optimization_status.ai_optimization.checks.ai-ready", equalTo("UP"));
    }

    @Test
    void healthIgnoresCredentials() {
        as("nonsense").get("/health").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/metrics/performance", "/orchestrator/status"})
    void showsOperatorsOnlyWhatIsOfAllTenants(String path) {
        given().get(path).then().statusCode(401).body("code", equalTo("unauthenticated"));
        as(Keys.with("tasks:write")).get(path).then().statusCode(403).body("code", equalTo("forbidden"));
        asAdmin().get(path).then().statusCode(200);
    }

    @Test
    void countsRequestsByTheRouteTable() {
        asAdmin().get("/api/v1/plans/echo").then().statusCode(200);
        asAdmin().get("/api/v1/no-such-thing").then().statusCode(404);

        asAdmin()
                .get("/metrics")
                .then()
                .contentType(startsWith("text/plain"))
                .body(containsString("focusforge_gateway_requests_seconds_count{method=\"GET\",route=\"plans\",}"))
                .body(containsString("focusforge_gateway_answers_total{method=\"GET\",route=\"none\",status=\"4xx\",}"))
                .body(not(containsString("no-such-thing")))
                .body(not(containsString("/api/v1")));
    }

    @Test
    void showsHowFastRoutesAreAndWhatIsBusy() {
        asAdmin().get("/api/v1/runs/echo").then().statusCode(200);
        asAdmin().get("/api/v1/memories/1").then().statusCode(503);

        asAdmin()
                .get("/metrics/performance")
                .then()
                .body("routes.find { it.route == 'runs' }.count", greaterThanOrEqualTo(1))
                .body("routes.find { it.route == 'runs' }.p50Millis", greaterThan(0f))
                .body("routes.find { it.route == 'runs' }.p99Millis", greaterThan(0f))
                .body("routes.find { it.route == 'memories' }.serverErrors", greaterThanOrEqualTo(1))
                .body("caches.api_keys.hitRate", greaterThan(0f))
                .body("pools.database", greaterThan(0))
                .body("pools.orchestrator", equalTo(0))
                .body("queues.worker", equalTo(0))
                .body("limits.redis", greaterThan(0));
    }

    @Test
    void showsHowTheOrchestratorIsAndWhatItCounts() {
        asAdmin()
                .get("/orchestrator/status")
                .then()
                .body("status", equalTo("up"))
                .body("checks[0].name", equalTo("orchestrator-ready"))
                .body("counts", aMapWithSize(2))
                .body("counts['focusforge_tasks_open{state=\"pending\"}']", equalTo(3.0f));
    }

    @Test
    void describesThePublicApiOfAllServicesInOneDocument() {
        given().get("/openapi")
                .then()
                .statusCode(200)
                .body("paths", hasKey("/api/v1/tasks"))
                .body("paths", hasKey("/v1/models"))
                .body("paths", hasKey("/api/v1/jobs"))
                .body("paths", hasKey("/api/v1/api-keys/{id}"))
                .body("paths", hasKey("/health"))
                .body("paths.keySet()", everyItem(not(containsString("internal"))))
                .body("paths", not(hasKey("/api/v1/tenants/ai")))
                .body("components.schemas", hasKey("Item"))
                .body("components.schemas", hasKey("ai.Item"))
                .body("components.schemas.'ai.Item'.properties.next.$ref", equalTo("#/components/schemas/ai.Item"))
                .body("components.schemas", not(hasKey("ai.Violation")))
                .body("components.securitySchemes.apiKey.scheme", equalTo("bearer"))
                .body("x-focusforge-unavailable", equalTo(List.of("memory")));
    }
}
