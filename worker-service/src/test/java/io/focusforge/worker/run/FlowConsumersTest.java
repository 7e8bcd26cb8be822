package io.focusforge.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two consumers share the jobs of many flows. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class FlowConsumersTest {
    private static final Map<String, Object> CHILD = Map.of("type", "test.adding", "payload", Map.of("number", 1));

    private final Jobs jobs = Jobs.ofSomebody();

    @Inject
    Rivals rivals;

    private UUID flowOf(int children) {
        var flow = Map.of(
                "type",
                "test.adding",
                "payload",
                Map.of("number", 0),
                "children",
                List.of(Map.of("chain", List.of(CHILD, parentOf(children)))));
        return jobs.request()
                .urlEncodingEnabled(false)
                .body(flow)
                .post("/api/v1/jobs:flow")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath()
                .getUUID("id");
    }

    private static Map<String, Object> parentOf(int children) {
        return Map.of(
                "type",
                "test.adding",
                "payload",
                Map.of("number", 1),
                "children",
                Collections.nCopies(children, CHILD));
    }

    @Test
    void runEachParentOnceAndAfterAllItsChildren() throws InterruptedException {
        var rival = rivals.another("default", 8);
        rival.start();
        try {
            var flows = IntStream.range(0, 10).mapToObj(number -> flowOf(15)).toList();
            await().atMost(Duration.ofSeconds(30)).until(() -> flows.stream()
                    .allMatch(flow -> jobs.get(flow).getString("state").equals("succeeded")));
            for (var flow : flows) {
                assertThat(jobs.get(flow).getInt("result.sum")).isEqualTo(17);
                assertThat(jobs.get(flow).getInt("attempt")).isEqualTo(1);
            }
        } finally {
            rival.stop(Duration.ofSeconds(2));
        }
    }
}
