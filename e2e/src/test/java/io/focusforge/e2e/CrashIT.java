package io.focusforge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accepted means kept: whichever process is killed while tasks come in, every accepted one ends analysed, once. */
class CrashIT {
    private static final int TASKS = 60;
    private static final int CLIENTS = 6;

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "orchestrator", "ai", "memory", "worker"})
    void everyAcceptedTaskEndsAnalysedOnce(String service) throws Exception {
        var client = Stacks.withRules().newTenant();
        var accepted = new ConcurrentLinkedQueue<String>();
        var underWay = new CountDownLatch(TASKS / 3);
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (var i = 0; i < TASKS; i++) {
                var number = i;
                clients.execute(() -> {
                    accepted.add(createUntilAccepted(client, number));
                    underWay.countDown();
                });
            }
            underWay.await();
            Stacks.killService(service);
        }
        Stacks.awaitReady();
        assertThat(accepted).hasSize(TASKS).doesNotHaveDuplicates();
        accepted.forEach(id -> assertEndsAnalysedOnce(client, id));
        assertThat(allTasks(client)).containsExactlyInAnyOrderElementsOf(accepted);
    }

    private static void assertEndsAnalysedOnce(Client client, String id) {
        await().atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() ->
                        assertThat(client.task(id).getString("analysis.status")).isEqualTo("done"));
        assertThat(client.history(id))
                .containsExactly(
                        "io.focusforge.task.created.v1",
                        "io.focusforge.task.analyzed.v1",
                        "io.focusforge.task.planned.v1");
    }

    /** As a careful client does: the same Idempotency-Key until there is an answer. */
    private static String createUntilAccepted(Client client, int number) {
        var key = UUID.randomUUID().toString();
        var body = Map.of("title", "Call customer " + number, "description", "Ask about the renewal, write it down");
        return await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(300))
                .pollDelay(Duration.ZERO)
                .until(() -> create(client, key, body), Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<String> create(Client client, String key, Map<String, String> body) {
        try {
            var response = client.json(body).header("Idempotency-Key", key).post("/api/v1/tasks");
            return response.statusCode() == 201
                    ? Optional.of(response.jsonPath().getString("id"))
                    : Optional.empty();
        } catch (Exception unreachable) {
            return Optional.empty();
        }
    }

    private static List<String> allTasks(Client client) {
        return client.get("/api/v1/tasks?limit=200")
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.id");
    }
}
