package io.focusforge.orchestrator.planapi;

import static io.focusforge.orchestrator.planapi.PlanUser.blocks;
import static io.focusforge.orchestrator.planapi.PlanUser.changes;
import static io.focusforge.orchestrator.planapi.PlanUser.id;
import static io.focusforge.orchestrator.planapi.PlanUser.ok;
import static io.focusforge.orchestrator.planapi.PlanUser.step;
import static io.focusforge.orchestrator.testing.User.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.Neighbours.Reply;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans over HTTP. It is a Friday in Berlin; on Sunday the clocks change. */
@QuarkusTest
@WithNeighbours
public class PlanResourceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BERLIN = "\"timeZone\":\"Europe/Berlin\"";
    private final PlanUser user = PlanUser.fresh();

    @BeforeEach
    void reset() {
        Neighbours.reset();
        now("2030-03-29T08:00:00Z");
    }

    public static void now(String time) {
        QuarkusMock.installMockForType(Clock.fixed(Instant.parse(time), ZoneOffset.UTC), Clock.class);
    }

    @Test
    void findsTheStepsByRulesWhereThereIsNoModel() {
        var plan = user.create("""
                {"goal":"Prepare the board deck","description":"Collect the numbers, draft the slides, review with Ana.",
                 "deadline":"2030-04-05T15:00:00Z",%s}""".formatted(BERLIN));
        assertThat(plan.at("/madeBy/model").asText()).isEqualTo("focusforge-rules");
        assertThat(plan.at("/madeBy/degraded").asBoolean()).isTrue();
        assertThat(plan.path("steps")).hasSizeGreaterThan(1);
        assertThat(plan.at("/outlook/feasible").asBoolean()).isTrue();
        assertThat(plan.at("/outlook/criticalPath").get(0).asText()).isEqualTo("s1");
        assertThat(user.read(plan)).isEqualTo(plan);
        var list = json(user.user().request().get("/api/v1/plans?status=proposed&limit=1"));
        assertThat(list.at("/items/0")).isEqualTo(plan);
        for (var other : new User[] {user.user().colleague(), User.fresh()}) {
            other.request().get("/api/v1/plans/" + id(plan)).then().statusCode(404);
            other.request().delete("/api/v1/plans/" + id(plan)).then().statusCode(404);
        }
        user.user().with(Scopes.JOBS_READ).get("/api/v1/plans").then().statusCode(403);
    }

    @Test
    void takesTheModelsStepsAndFallsBackWhenTheyGoInCircles() {
        Neighbours.model(request -> said("""
                {"steps":[{"id":"s1","title":"Ask","estimateMinutes":30,"dependsOn":[],"energy":"low"},
                          {"id":"s2","title":"Write","estimateMinutes":60,"dependsOn":["s1"],"energy":"high"}]}"""));
        var plan = user.create("{\"goal\":\"Publish the survey\"}");
        assertThat(plan.at("/madeBy/model").asText()).isEqualTo("fake-1");
        assertThat(step(plan, "s2").path("energy").asText()).isEqualTo("high");
        Neighbours.model(request -> said("""
                {"steps":[{"id":"s1","title":"Ask","estimateMinutes":30,"dependsOn":["s1"],"energy":"low"}]}"""));
        assertThat(user.create("{\"goal\":\"Publish the survey\"}")
                        .at("/madeBy/degraded")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void worksByTheClockOnTheWallAroundAppointments() {
        var plan = user.create("""
                {"goal":"Ship it",%s,
                 "workingHours":[{"days":["friday","monday"],"from":"09:00","to":"12:00","energy":"high"}],
                 "appointments":[{"title":"Standup","start":"2030-03-29T09:00:00Z","end":"2030-03-29T09:30:00Z"}],
                 "steps":[{"id":"a","title":"Draft","estimateMinutes":60},
                          {"id":"b","title":"Send","estimateMinutes":90,"dependsOn":["a"]},
                          {"id":"c","title":"File","estimateMinutes":60,"dependsOn":["b"]}]}""".formatted(BERLIN));
        assertThat(blocks(plan, "a")).containsExactly("2030-03-29T08:00:00Z/2030-03-29T09:00:00Z");
        assertThat(blocks(plan, "b")).containsExactly("2030-03-29T09:30:00Z/2030-03-29T11:00:00Z");
        assertThat(blocks(plan, "c"))
                .as("nine in Berlin is an hour earlier in summer")
                .containsExactly("2030-04-01T07:00:00Z/2030-04-01T08:00:00Z");
        assertThat(plan.at("/outlook/criticalPath")).hasSize(3);
    }

    @Test
    void saysWhichConstraintIsBrokenAndPlansAllTheSame() {
        var plan = user.create("""
                {"goal":"Too much",%s,"deadline":"2030-03-29T11:00:00Z",
                 "steps":[{"id":"a","title":"One","estimateMinutes":120},{"id":"b","title":"Two","estimateMinutes":120}]}""".formatted(BERLIN));
        assertThat(plan.at("/outlook/feasible").asBoolean()).isFalse();
        var broken = plan.at("/outlook/broken/0");
        assertThat(broken.path("constraint").asText()).isEqualTo("capacity");
        assertThat(broken.path("neededMinutes").asInt()).isEqualTo(240);
        assertThat(broken.path("availableMinutes").asInt()).isEqualTo(180);
        assertThat(broken.path("proven").asBoolean()).isTrue();
        assertThat(blocks(plan, "b")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "steps":[{"id":"a","title":"x","estimateMinutes":1,"dependsOn":["b"]},{"id":"b","title":"x","estimateMinutes":1,"dependsOn":["a"]}] | steps | a → b → a
            "steps":[{"title":"x","estimateMinutes":1,"dependsOn":["s1"]}]                   | steps | s1 → s1
            "steps":[{"title":"x","estimateMinutes":1,"dependsOn":["no"]}]                   | steps[0].dependsOn[0] | no step
            "steps":[{"id":"a","title":"x","estimateMinutes":1},{"id":"a","title":"x","estimateMinutes":1}] | steps[1].id | twice
            "steps":[{"id":"a","title":"x","estimateMinutes":1,"deadline":"2030-04-05T00:00:00Z"},{"title":"x","estimateMinutes":1,"dependsOn":["a"],"deadline":"2030-04-03T00:00:00Z"}] | steps[1].deadline | before that of a
            "deadline":"2030-04-01T00:00:00Z","steps":[{"title":"x","estimateMinutes":1,"deadline":"2030-04-05T00:00:00Z"}] | steps[0].deadline | behind that of the plan
            "steps":[{"title":"x","estimateMinutes":60,"notBefore":"2030-04-05T00:00:00Z","deadline":"2030-04-05T00:30:00Z"}] | steps[0].deadline | less than the 60 minutes
            "deadline":"2020-01-01T00:00:00Z"                                               | deadline | past
            "startAt":"2030-05-01T00:00:00Z","deadline":"2030-04-01T00:00:00Z"              | deadline | start of the plan
            "appointments":[{"start":"2030-04-05T10:00:00Z","end":"2030-04-05T09:00:00Z"}]  | appointments[0] | ends before it begins
            "appointments":[{"start":"2030-04-05T10:00:00Z","end":"2030-04-05T12:00:00Z"},{"start":"2030-04-05T11:00:00Z","end":"2030-04-05T13:00:00Z"}] | appointments[1] | overlaps appointments[0]
            "workingHours":[{"days":["monday"],"from":"17:00","to":"09:00"}]                | workingHours[0] | ends before it begins
            "workingHours":[{"days":["monday"],"from":"9","to":"10:00"}]                    | from | time of day
            "workingHours":[]                                                               | workingHours | size
            "timeZone":"Europe/Atlantis"                                                    | timeZone | IANA
            "steps":[{"title":"x","estimateMinutes":14401}]                                 | estimateMinutes | 14400
            "steps":[{"title":"x","estimateMinutes":1,"chain":{"name":"nobody","input":{}}}] | steps[0].chain | no such chain
            """)
    void refusesWhatIsNoPlanAndStoresNothing(String fields, String field, String message) {
        var response = user.post("", "{\"goal\":\"x\"," + fields + "}");
        var problem = ok(response, 400);
        assertThat(problem.path("code").asText()).isEqualTo("invalid_request");
        assertThat(problem.at("/violations/0/field").asText()).contains(field);
        assertThat(problem.at("/violations/0/message").asText()).contains(message);
        assertThat(json(user.user().request().get("/api/v1/plans")).path("items"))
                .isEmpty();
    }

    @Test
    void makesThePlanOfTheDocuments() throws IOException {
        var page = Files.readString(Path.of("../docs/plans.md"));
        var example = page.substring(page.indexOf("```json") + 7);
        var plan = user.create(example.substring(0, example.indexOf("```")));
        assertThat(plan.at("/outlook/feasible").asBoolean()).isTrue();
        assertThat(blocks(plan, "ask")).containsExactly("2030-04-01T08:00:00Z/2030-04-01T09:00:00Z");
        assertThat(blocks(plan, "write"))
                .as("three hours for which one is fresh, in two mornings")
                .containsExactly(
                        "2030-04-01T09:00:00Z/2030-04-01T10:00:00Z", "2030-04-02T07:00:00Z/2030-04-02T09:00:00Z");
    }

    @Test
    void isMadeOnceUnderAKey() {
        var key = UUID.randomUUID().toString();
        var first = keyed(key, "{\"goal\":\"Call the bank\"}");
        var second = keyed(key, "{\"goal\":\"Call the bank\"}");
        assertThat(ok(second, 201)).isEqualTo(ok(first, 201));
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(keyed(key, "{\"goal\":\"Call others\"}").statusCode()).isEqualTo(422);
        assertThat(json(user.user().request().get("/api/v1/plans")).path("items"))
                .hasSize(1);
    }

    private io.restassured.response.Response keyed(String key, String body) {
        return user.user().send(body).header("Idempotency-Key", key).post("/api/v1/plans");
    }

    @Test
    void erasesPlansWithTheirOwner() {
        var plan = user.create("{\"goal\":\"Call the bank\"}");
        RestAssured.given()
                .header(
                        "Authorization",
                        TestTokens.bearerFrom("memory", user.user().tenant(), new UUID(0, 0), "internal:write"))
                .post("/internal/subjects/" + user.user().id() + "/erasure")
                .then()
                .statusCode(200);
        user.user().request().get("/api/v1/plans/" + id(plan)).then().statusCode(404);
        assertThat(changes(plan)).isEmpty();
    }

    static Reply said(String content) {
        var completion = JSON.createObjectNode().put("model", "fake-1");
        completion.putArray("choices").addObject().putObject("message").put("content", content);
        completion.putObject("usage").put("prompt_tokens", 7).put("completion_tokens", 3);
        return Reply.ok(completion.toString());
    }
}
