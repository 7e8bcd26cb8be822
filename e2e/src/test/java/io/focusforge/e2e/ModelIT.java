package io.focusforge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.e2e.FakeProvider.Mood;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same call with a model that answers, and with one that does not. */
class ModelIT {
    private Client client;

    @BeforeEach
    void connect() {
        Stacks.provider().is(Mood.WELL);
        client = Stacks.withModel().newTenant();
    }

    @Test
    void aTaskCarriesTheModelsAnalysisAndPlan() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var task = client.createTask(Client.BOARD_DECK);
            assertThat(task.getString("analysis.model")).isEqualTo(FakeProvider.MODEL);
            assertThat(task.getBoolean("analysis.degraded")).isFalse();
            assertThat(task.getString("analysis.priority")).isEqualTo("urgent");
            assertThat(task.getInt("analysis.estimateMinutes")).isEqualTo(240);
            assertThat(task.getList("plan.steps.title", String.class))
                    .containsExactly("Ask finance for the numbers", "Draft the slides", "Rehearse");
        });
    }

    @ParameterizedTest
    @EnumSource(value = Mood.class, mode = EnumSource.Mode.EXCLUDE, names = "WELL")
    void aTaskIsKeptWhileTheModelFailsAndAnalysedByItLater(Mood mood) {
        Stacks.provider().is(mood);
        var created = client.createTask(Client.BOARD_DECK);
        var id = created.getString("id");
        if (created.getString("analysis.status").equals("done")) {
            assertThat(created.getBoolean("analysis.degraded")).isTrue();
            assertThat(created.getString("analysis.model")).isEqualTo("focusforge-rules");
        } else {
            assertThat(created.getString("analysis.status")).isEqualTo("pending");
        }
        Stacks.provider().is(Mood.WELL);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> {
                    var task = client.task(id);
                    assertThat(task.getString("analysis.status")).isEqualTo("done");
                    assertThat(task.getString("analysis.model")).isEqualTo(FakeProvider.MODEL);
                    assertThat(task.getBoolean("analysis.degraded")).isFalse();
                });
        assertThat(client.history(id))
                .filteredOn("io.focusforge.task.analyzed.v1"::equals)
                .hasSize(1);
    }
}
