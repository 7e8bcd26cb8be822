package io.focusforge.orchestrator.projection;

import static io.focusforge.orchestrator.testing.User.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.common.identity.Scopes;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replicas that go on with the same rebuild, each a step when it has the chance. */
@QuarkusTest
@WithNeighbours
class RebuildReplicasTest {
    private static final int REPLICAS = 2;
    private final User user = User.fresh();
    private final AtomicInteger steps = new AtomicInteger();
    private Rebuilder[] others;

    @Inject
    RebuildStore store;

    @Inject
    Streams streams;

    @Inject
    Models models;

    @Inject
    Switch switching;

    @Inject
    TenantDatabase database;

    @Inject
    Clock clock;

    /** One event at a time, so that there is something to do for all. */
    private record Hasty(AtomicInteger steps) implements ProjectionConfig {
        @Override
        public Duration lookEvery() {
            return Duration.ofMillis(1);
        }

        @Override
        public int batchSize() {
            steps.incrementAndGet();
            return 1;
        }

        @Override
        public Duration switchWait() {
            return Duration.ofSeconds(1);
        }

        @Override
        public int mostFailures() {
            return 100;
        }
    }

    @BeforeEach
    void start() {
        Neighbours.reset();
        others = new Rebuilder[REPLICAS];
        for (var i = 0; i < REPLICAS; i++) {
            var config = new Hasty(steps);
            var ofReplica = new RebuildSteps(streams, models, switching, config, clock);
            others[i] = new Rebuilder(store, ofReplica, database, config, clock);
            others[i].start(new StartupEvent());
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (var other : others) {
            other.stop(new ShutdownEvent());
        }
    }

    @Test
    void makeTheSameRowsTogether() {
        EventfulLife.of(user);
        var location = admin().post(RebuildResource.PATH).header("Location");
        await().atMost(Duration.ofMinutes(2))
                .until(() -> json(admin().get(location)).has("endedAt"));
        var rebuild = json(admin().get(location));
        assertThat(rebuild.path("state").asText()).isEqualTo("done");
        assertThat(rebuild.path("difference").toString()).isEqualTo("{\"missing\":0,\"changed\":0,\"surplus\":0}");
        assertThat(steps).hasPositiveValue();
    }

    private RequestSpecification admin() {
        return user.with(Scopes.TASKS_ADMIN);
    }
}
