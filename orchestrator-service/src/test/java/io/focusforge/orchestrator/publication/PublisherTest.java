package io.focusforge.orchestrator.publication;

import static io.focusforge.orchestrator.testing.User.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens comes to the worker for webhooks, each event once and in order. */
@QuarkusTest
@WithNeighbours
class PublisherTest {
    private final User user = User.fresh();

    @BeforeEach
    void reset() {
        Neighbours.reset();
    }

    @Test
    void handsEachEventOverOnceAndInOrder() {
        var task = user.createTitled("Call Anna");
        user.request().post(path(task) + "/complete").then().statusCode(200);
        await().until(() -> published().size() >= 4);
        // what comes behind shows that nothing came twice before it
        user.createTitled("Marker");
        await().until(() -> published().size() >= 7);
        var events = published();
        assertThat(events)
                .extracting(event -> event.path("type").asText())
                .startsWith("task.created.v1", "task.analyzed.v1", "task.planned.v1", "task.completed.v1")
                .hasSize(7);
        var created = events.getFirst();
        assertThat(created.path("userId").asText()).isEqualTo(user.id().toString());
        assertThat(publications().values())
                .as("whose they are, with whom they are erased")
                .allSatisfy(job -> assertThat(job.path("user").asText())
                        .isEqualTo(user.id().toString()));
        assertThat(created.at("/data/subject")).isEqualTo(task.path("id"));
        assertThat(created.at("/data/version").asInt()).isEqualTo(1);
        assertThat(created.at("/data/data/title").asText()).isEqualTo("Call Anna");
    }

    @Test
    void keepsForTheWorkerWhatHappensWhileItIsAway() {
        Neighbours.worker(500);
        user.createTitled("Call Anna");
        Neighbours.worker(202);
        await().until(() -> published().size() == 3);
    }

    /** Of all jobs, the events of this test's tenant. A job that was told twice is one job to the worker. */
    private List<JsonNode> published() {
        return publications().values().stream()
                .flatMap(job -> StreamSupport.stream(job.at("/payload/events").spliterator(), false))
                .toList();
    }

    private Map<String, JsonNode> publications() {
        var jobs = new LinkedHashMap<String, JsonNode>();
        Neighbours.JOBS.stream()
                .filter(job -> job.path("type").asText().equals("webhook.publish")
                        && job.path("tenantId").asText().equals(user.tenant().toString()))
                .forEach(job -> jobs.putIfAbsent(job.path("id").asText(), job));
        return jobs;
    }
}
