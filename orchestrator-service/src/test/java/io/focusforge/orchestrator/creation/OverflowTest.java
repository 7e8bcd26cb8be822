package io.focusforge.orchestrator.creation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More tasks at once than may be analysed beside their requests. */
@QuarkusTest
@WithNeighbours
class OverflowTest {
    private final User user = User.fresh();
    private int taken;

    @Inject
    InlineAnalyses analyses;

    @Inject
    SagaSweeper sweeper;

    @BeforeEach
    void takeAllPlaces() {
        Neighbours.reset();
        while (analyses.takePlace()) {
            taken++;
        }
    }

    @AfterEach
    void giveThemBack() {
        for (; taken > 0; taken--) {
            analyses.giveBack();
        }
    }

    @Test
    void leavesATaskForWhichThereIsNoPlaceToTheWorker() {
        var task = user.createTitled("Call Anna");
        assertThat(task.at("/analysis/status").asText()).isEqualTo("pending");

        sweeper.sweep();
        var id = task.path("id").asText();
        await().until(() -> Neighbours.jobsOf(id).size() == 1);
        assertThat(Neighbours.jobsOf(id).getFirst().path("type").asText()).isEqualTo("task.analyze");
    }

    @Test
    void analysesWhereThereIsAPlaceAndFreesItAfterwards() {
        analyses.giveBack();
        taken--;
        var task = user.createTitled("Call Anna");
        assertThat(task.at("/analysis/status").asText()).isEqualTo("done");

        await().until(analyses::takePlace);
        taken++;
    }
}
