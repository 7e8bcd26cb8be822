package io.focusforge.worker.flow;

import static io.focusforge.worker.flow.FlowsOf.adding;
import static io.focusforge.worker.flow.FlowsOf.chain;
import static io.focusforge.worker.flow.FlowsOf.manual;
import static io.focusforge.worker.flow.FlowsOf.on;
import static io.focusforge.worker.flow.FlowsOf.parent;
import static io.focusforge.worker.flow.FlowsOf.with;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class FlowResourceTest {
    private static final Map<String, Object> LEAF = manual(adding(1));

    private final FlowsOf flows = FlowsOf.somebody();
    private final Jobs jobs = flows.jobs();

    private Response post(String key, Object body) {
        return jobs.request()
                .urlEncodingEnabled(false)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/v1/jobs:flow");
    }

    @Test
    void showsAFlowInTheShapeOfTheRequest() {
        var flow = with(
                parent(manual(adding(9)), LEAF, chain(parent(LEAF, LEAF), on("ignore", LEAF), LEAF)),
                Map.entry("onChildFailure", "continue"));
        var response = flows.post(flow);
        var id = response.then().statusCode(202).extract().<String>path("id");

        response.then()
                .header("Location", equalTo("/api/v1/jobs/" + id + "/flow"))
                .body("total", equalTo(6))
                .body("states.waiting", equalTo(4))
                .body("states.queued", equalTo(2))
                .body("tree.id", equalTo(id))
                .body("tree.state", equalTo("waiting"))
                .body("tree.onFailure", nullValue())
                .body("tree.children.size()", equalTo(2))
                .body("tree.children[0].state", equalTo("queued"))
                .body("tree.children[0].onFailure", equalTo("continue"))
                .body("tree.children[1].chain.state", equalTo(List.of("waiting", "waiting", "waiting")))
                .body("tree.children[1].chain.onFailure", equalTo(List.of("continue", "ignore", "continue")))
                .body("tree.children[1].chain[0].children[0].state", equalTo("queued"));
        var leaf = UUID.fromString(response.path("tree.children[0].id"));
        assertThat(flows.tree(leaf).getString("tree.id")).isEqualTo(id);
        assertThat(jobs.count("waiting")).isEqualTo(4);
        assertThat(flows.state(UUID.fromString(id))).isEqualTo("waiting");
    }

    @Test
    void countsWaitingJobsInTheirQueue() {
        flows.started(parent(LEAF, LEAF));
        jobs.request().get("/api/v1/queues/manual").then().statusCode(200).body("waiting", equalTo(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'type':'test.adding','payload':{'number':1},'children':[J,{'type':'nothing.known','payload':{}}]}    | invalid_request | children[1].type
            {'type':'test.adding','payload':{'number':1},'children':[J,{'chain':[J,{'type':'test.scripted','payload':{}}]}]} | invalid_request | children[1].chain[1].payload.steps
            {'type':'test.adding','payload':{'number':1},'children':[{'type':'test.adding','payload':{'number':'x'}}]} | invalid_type | children[0].payload.number
            {'type':'test.adding','payload':{'number':1},'children':[{'type':'test.adding','payload':{'number':1},'maxAttempts':0}]} | invalid_request | children[0].maxAttempts
            {'type':'test.adding','payload':{'number':1},'children':[{'type':'test.adding','payload':{'number':1},'extra':1}]} | unknown_field | children[0].extra
            {'type':'test.adding','payload':{'number':1},'children':[7]}                                          | invalid_request | children[0]
            {'type':'test.adding','payload':{'number':1},'children':J}                                            | invalid_request | children
            {'type':'test.adding','payload':{'number':1},'children':[J],'onChildFailure':'explode'}               | invalid_request | onChildFailure
            {'type':'test.adding','payload':{'number':1},'children':[J],'onFailure':'fail'}                       | invalid_request | onFailure
            {'type':'test.adding','payload':{'number':1},'dedupe':{'key':'k'},'children':[J]}                     | invalid_request | dedupe
            {'chain':[]}                                                                                          | invalid_request | chain
            {'chain':[{'chain':[J]}]} | unknown_field   | chain[0].chain
            {'chain':[J],'type':'test.adding'}                                                                    | invalid_request | type
            {'payload':{},'children':[J]}                                                                         | invalid_request | type
            []                                                                                                    | invalid_json    | object
            {'type'                                                                                               | invalid_json    | line""")
    void namesTheBadJobAndStoresNothing(String body, String code, String detail) {
        var good = "{'type':'test.adding','payload':{'number':1}}";
        flows.post(body.replace("J", good).replace('\'', '"'))
                .then()
                .statusCode(400)
                .body("code", equalTo(code))
                .body("detail", containsString(detail));
        assertThat(jobs.count()).isZero();
    }

    @Test
    void refusesMoreJobsThanAFlowMayHave() {
        flows.post(parent(LEAF, Collections.nCopies(1_000, LEAF).toArray()))
                .then()
                .statusCode(400)
                .body("detail", containsString("children[999]"))
                .body("detail", containsString("1,000"));
        assertThat(jobs.count()).isZero();
    }

    @Test
    void refusesMoreLevelsThanAFlowMayHave() {
        var flow = LEAF;
        for (var level = 2; level <= 5; level++) {
            flow = parent(LEAF, flow);
        }
        flows.post(flow).then().statusCode(202).body("total", equalTo(5));
        flows.post(parent(LEAF, flow))
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("children[0].children[0].children[0].children[0].children[0]"));
    }

    @Test
    void takesALongChain() {
        var flow = flows.accepted(chain(Collections.nCopies(1_000, LEAF).toArray()));
        assertThat(flow.getInt("total")).isEqualTo(1_000);
        assertThat(flow.getList("tree.chain.state").subList(0, 3)).containsExactly("queued", "waiting", "waiting");
    }

    @Test
    void repeatsTheFirstAnswerUnderAnIdempotencyKey() {
        var first = post("k1", parent(LEAF, LEAF));
        first.then().statusCode(202).header("Idempotency-Replayed", nullValue());
        var second = post("k1", parent(LEAF, LEAF));
        second.then()
                .statusCode(202)
                .header("Idempotency-Replayed", "true")
                .header("Location", first.header("Location"));

        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(jobs.count()).isEqualTo(2);
        post("k1", parent(LEAF, LEAF, LEAF)).then().statusCode(422).body("code", equalTo("idempotency_key_reused"));
    }

    @Test
    void hidesFlowsOfOthers() {
        var flow = flows.started(parent(LEAF, LEAF));
        for (var other : List.of(new Jobs(jobs.tenant(), UUID.randomUUID()), Jobs.ofSomebody())) {
            other.request()
                    .get("/api/v1/jobs/" + flow + "/flow")
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("not_found"));
        }
        jobs.request().get("/api/v1/jobs/nonsense/flow").then().statusCode(404);
        jobs.request()
                .get("/api/v1/jobs/" + jobs.accepted(LEAF) + "/flow")
                .then()
                .statusCode(404)
                .body("code", equalTo("not_found"));
    }

    @Test
    void needsTheScopes() {
        given().header("Authorization", TestTokens.bearer(jobs.tenant(), jobs.user(), "jobs:read"))
                .urlEncodingEnabled(false)
                .contentType("application/json")
                .body(LEAF)
                .post("/api/v1/jobs:flow")
                .then()
                .statusCode(403);
        given().get("/api/v1/jobs/" + UUID.randomUUID() + "/flow").then().statusCode(401);
    }
}
