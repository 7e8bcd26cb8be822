package io.focusforge.orchestrator.planreplan;

import static io.focusforge.orchestrator.planapi.PlanResourceTest.now;
import static io.focusforge.orchestrator.planapi.PlanUser.blocks;
import static io.focusforge.orchestrator.planapi.PlanUser.changes;
import static io.focusforge.orchestrator.planapi.PlanUser.id;
import static io.focusforge.orchestrator.planapi.PlanUser.step;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.planapi.PlanUser;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plans that nobody looks after. It is Friday, eight in the morning; work is from 9 to 12 and from 13 to 17. */
@QuarkusTest
@WithNeighbours
class PlanReplannerTest {
    private static final String THREE = """
            {"goal":"Move house"%s,"steps":[{"id":"a","title":"Pack","estimateMinutes":60},
              {"id":"b","title":"Call","estimateMinutes":60},
              {"id":"c","title":"Carry","estimateMinutes":60,"dependsOn":["a"]}]}""";
    private final PlanUser user = PlanUser.fresh();

    @Inject
    PlanReplanner replanner;

    @BeforeEach
    void reset() {
        Neighbours.reset();
        now("2030-03-29T08:00:00Z");
    }

    private JsonNode accepted(String more) {
        return user.act(user.create(THREE.formatted(more)), "accept", null);
    }

    private JsonNode sweptAt(String time, JsonNode plan) {
        now(time);
        replanner.sweep();
        return user.read(plan);
    }

    private void appointment(String start, String end) {
        user.user()
                .send("{\"start\":\"" + start + "\",\"end\":\"" + end + "\"}")
                .post("/api/v1/calendar/appointments")
                .then()
                .statusCode(201);
    }

    private JsonNode last(JsonNode plan) {
        var story = User.json(user.user().request().get("/api/v1/plans/" + id(plan) + "/changes"))
                .path("items");
        return story.get(story.size() - 1);
    }

    @Test
    void suggestsWhatWouldMoveOnceAStepHasSlippedAndMovesItWhenAsked() {
        var plan = accepted("");
        assertThat(sweptAt("2030-03-29T09:59:00Z", plan)).as("nothing is over").isEqualTo(plan);
        var suggesting = sweptAt("2030-03-29T10:00:01Z", plan);
        assertThat(suggesting.path("suggested").findValuesAsText("step")).containsExactly("a", "c");
        assertThat(suggesting.path("suggested").findValuesAsText("reason")).containsExactly("slipped", "waits_for");
        assertThat(blocks(suggesting, "a")).isEqualTo(blocks(plan, "a"));
        assertThat(last(plan).path("type").asText()).isEqualTo("io.focusforge.plan.replan_suggested.v1");
        assertThat(sweptAt("2030-03-29T10:00:02Z", plan)).isEqualTo(suggesting);
        var replanned = user.act(plan, "replan", null);
        assertThat(changes(replanned)).containsExactly("a slipped", "c waits_for a");
        assertThat(replanned.path("suggested")).isEmpty();
    }

    @Test
    void movesByItselfWhereThePlanSaysSo() {
        var plan = accepted(",\"replanning\":\"apply\"");
        var moved = sweptAt("2030-03-29T10:00:01Z", plan);
        assertThat(changes(moved)).containsExactly("a slipped", "c waits_for a");
        assertThat(last(plan).path("type").asText()).isEqualTo("io.focusforge.plan.replanned.v1");
        assertThat(last(plan).at("/changes")).isEqualTo(moved.path("changes"));
    }

    @Test
    void leavesAPlanAloneThatWantsThat() {
        var plan = user.patch(accepted(""), "", "{\"replanning\":\"off\"}");
        assertThat(sweptAt("2030-03-29T15:00:00Z", plan)).isEqualTo(plan);
        assertThat(user.post("", THREE.formatted(",\"replanning\":\"perhaps\"")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void makesRoomForAnAppointmentAMomentAfterItWasFixed() {
        var plan = accepted(",\"replanning\":\"apply\"");
        assertThat(blocks(plan, "b")).containsExactly("2030-03-29T10:00:00Z/2030-03-29T11:00:00Z");
        appointment("2030-03-29T10:00:00Z", "2030-03-29T10:30:00Z");
        assertThat(sweptAt("2030-03-29T08:00:01Z", plan)).as("more may come").isEqualTo(plan);
        var moved = sweptAt("2030-03-29T08:00:06Z", plan);
        assertThat(changes(moved)).containsExactly("b time_taken");
        assertThat(blocks(moved, "a")).isEqualTo(blocks(plan, "a"));
        assertThat(blocks(moved, "c")).isEqualTo(blocks(plan, "c"));
    }

    @Test
    void seesThatATaskIsDoneEarlyAndMovesNothingByIt() {
        var plan = accepted("");
        var task = step(plan, "a").path("taskId").asText();
        user.user().request().post("/api/v1/tasks/" + task + "/complete").then().statusCode(200);
        var seen = sweptAt("2030-03-29T08:00:06Z", plan);
        assertThat(step(seen, "a").path("state").asText()).isEqualTo("done");
        assertThat(changes(seen)).containsExactly("a done_early");
        assertThat(seen.path("suggested")).isEmpty();
        assertThat(blocks(seen, "c")).isEqualTo(blocks(plan, "c"));
    }

    @Test
    void makesNewPlansAroundAppointments() {
        appointment("2030-03-29T09:00:00Z", "2030-03-29T12:00:00Z");
        assertThat(blocks(accepted(""), "a")).containsExactly("2030-03-29T13:00:00Z/2030-03-29T14:00:00Z");
    }
}
