package io.focusforge.orchestrator.planapi;

import static io.focusforge.orchestrator.planapi.PlanResourceTest.now;
import static io.focusforge.orchestrator.planapi.PlanUser.blocks;
import static io.focusforge.orchestrator.planapi.PlanUser.changes;
import static io.focusforge.orchestrator.planapi.PlanUser.id;
import static io.focusforge.orchestrator.planapi.PlanUser.step;
import static io.focusforge.orchestrator.testing.User.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people decide about plans, and what moves by it. It is Friday, eight in the morning; work is from 9 to 12 and from 13 to 17. */
@QuarkusTest
@WithNeighbours
class ReplanTest {
    private static final String THREE = """
            {"goal":"Move house","steps":[{"id":"a","title":"Pack","estimateMinutes":60},
              {"id":"b","title":"Call","estimateMinutes":60},
              {"id":"c","title":"Carry","estimateMinutes":60,"dependsOn":["a"]}]%s}""";
    private final PlanUser user = PlanUser.fresh();

    @BeforeEach
    void reset() {
        Neighbours.reset();
        now("2030-03-29T08:00:00Z");
    }

    private JsonNode three() {
        return user.create(THREE.formatted(""));
    }

    private JsonNode accepted() {
        return user.act(three(), "accept", null);
    }

    @Test
    void makesTasksOfAcceptedStepsAllAtOnce() {
        var plan = accepted();
        assertThat(plan.path("status").asText()).isEqualTo("accepted");
        var carry = user.task(plan, "c");
        assertThat(carry.path("blocked").asBoolean()).isTrue();
        assertThat(carry.at("/dependsOn/0")).isEqualTo(step(plan, "a").path("taskId"));
        assertThat(carry.path("dueAt")).isEqualTo(step(plan, "c").at("/blocks/0/end"));
        user.act(plan, "accept", null);
        assertThat(user.user().list("").path("items")).hasSize(3);
        var other = three();
        assertThat(blocks(other, "a"))
                .as("the other plan has the morning")
                .doesNotContain("2030-03-29T09:00:00Z/2030-03-29T10:00:00Z");
        assertThat(user.post("/" + id(plan) + "/reject", null).statusCode()).isEqualTo(409);
    }

    @Test
    void acceptsAndRejectsSingleSteps() {
        var plan = three();
        assertThat(user.post("/" + id(plan) + "/steps/c/accept", null).statusCode())
                .as("it waits for a step that nobody has accepted")
                .isEqualTo(409);
        var without = user.act(plan, "steps/a/reject", null);
        assertThat(step(without, "c").path("dependsOn")).isEmpty();
        var one = user.act(plan, "steps/c/accept", null);
        assertThat(step(one, "c").path("state").asText()).isEqualTo("open");
        assertThat(step(one, "b").path("state").asText()).isEqualTo("proposed");
        assertThat(user.user().list("").path("items")).hasSize(1);
        assertThat(user.post("/" + id(plan) + "/steps/zzz/accept", null).statusCode())
                .isEqualTo(404);
        var rejected = user.act(three(), "reject", null);
        assertThat(rejected.path("status").asText()).isEqualTo("rejected");
        assertThat(user.post("/" + id(rejected) + "/accept", null).statusCode()).isEqualTo(409);
        user.user().request().delete("/api/v1/plans/" + id(rejected)).then().statusCode(204);
        user.user().request().get("/api/v1/plans/" + id(rejected)).then().statusCode(404);
    }

    @Test
    void movesWhatHasToWhenAStepIsEditedAndTheTasksFollow() {
        var plan = accepted();
        assertThat(blocks(plan, "a")).containsExactly("2030-03-29T09:00:00Z/2030-03-29T10:00:00Z");
        assertThat(blocks(plan, "c")).containsExactly("2030-03-29T11:00:00Z/2030-03-29T12:00:00Z");
        var longer = user.patch(plan, "/steps/a", "{\"estimateMinutes\":90}");
        assertThat(changes(longer)).containsExactly("a edited", "c waits_for a");
        for (var id : new String[] {"a", "b", "c"}) {
            var end = step(longer, id).path("blocks");
            assertThat(user.task(longer, id).path("dueAt"))
                    .isEqualTo(end.get(end.size() - 1).path("end"));
        }
        var stale = user.user().send("{\"title\":\"x\"}").header("If-Match", "\"1\"");
        stale.patch("/api/v1/plans/" + id(plan) + "/steps/a").then().statusCode(412);
        user.user()
                .send("{\"dependsOn\":[\"c\"]}")
                .patch("/api/v1/plans/" + id(plan) + "/steps/a")
                .then()
                .statusCode(400);
        assertThat(user.read(plan)).isEqualTo(longer);
    }

    @Test
    void replansWhatHasSlippedAndNothingElse() {
        var plan = accepted();
        now("2030-03-29T10:30:00Z");
        var replanned = user.act(plan, "replan", null);
        assertThat(changes(replanned)).containsExactly("a slipped", "c waits_for a");
        assertThat(blocks(replanned, "a")).containsExactly("2030-03-29T11:00:00Z/2030-03-29T12:00:00Z");
        assertThat(blocks(replanned, "b")).as("it is under way").isEqualTo(blocks(plan, "b"));
        var change = replanned.at("/changes/0");
        assertThat(change.at("/from/start").asText()).isEqualTo("2030-03-29T09:00:00Z");
        assertThat(change.path("message").asText()).isNotEmpty();
        assertThat(user.act(plan, "replan", null))
                .as("a second time nothing moves")
                .isEqualTo(replanned);
        var story = json(user.user().request().get("/api/v1/plans/" + id(plan) + "/changes"));
        assertThat(story.at("/items/2/type").asText()).isEqualTo("io.focusforge.plan.replanned.v1");
        assertThat(story.at("/items/2/changes")).isEqualTo(replanned.path("changes"));
    }

    @Test
    void takesInANewStepWithADeadlineAndSaysWhoMadeRoom() {
        var plan = accepted();
        var added = user.act(
                plan, "steps", "{\"title\":\"Sign\",\"estimateMinutes\":120,\"deadline\":\"2030-03-29T12:00:00Z\"}");
        assertThat(added.at("/outlook/feasible").asBoolean()).isTrue();
        assertThat(changes(added)).containsExactly("b makes_room s4", "c makes_room s4", "s4 new");
        assertThat(step(added, "s4").path("state").asText()).isEqualTo("proposed");
    }

    @Test
    void givesTheTimeBackOfWhatIsDoneEarlyHereOrInTheTaskItself() {
        var plan = accepted();
        var done = user.act(plan, "steps/a/complete", null);
        assertThat(changes(done)).containsExactly("a done_early");
        assertThat(blocks(done, "b")).isEqualTo(blocks(plan, "b"));
        assertThat(user.task(done, "a").path("status").asText()).isEqualTo("completed");
        assertThat(user.task(done, "c").path("blocked").asBoolean()).isFalse();
        user.user()
                .request()
                .post(User.path(user.task(done, "b")) + "/complete")
                .then()
                .statusCode(200);
        assertThat(step(user.read(plan), "b").path("state").asText()).isEqualTo("done");
        var last = user.act(plan, "steps/c/complete", null);
        assertThat(last.path("status").asText()).isEqualTo("done");
        assertThat(user.act(plan, "steps/c/complete", null)).isEqualTo(last);
    }

    @Test
    void keepsAwayFromAnAppointmentThatComesLater() {
        var plan = accepted();
        var busy = user.patch(plan, "", """
                {"appointments":[{"start":"2030-03-29T11:00:00Z","end":"2030-03-29T12:00:00Z"}]}""");
        assertThat(changes(busy)).containsExactly("c time_taken");
        assertThat(blocks(busy, "a")).isEqualTo(blocks(plan, "a"));
        assertThat(blocks(busy, "b")).isEqualTo(blocks(plan, "b"));
    }
}
