package io.focusforge.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.slot.DispatchBell;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Operator;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gates are those of another replica than the one that is asked over HTTP. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class QueueGatesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Jobs jobs = Jobs.ofSomebody();
    private final Operator operator = Operator.of(jobs);

    @Inject
    QueueStore store;

    @Inject
    TenantDatabase database;

    @Inject
    QueuesConfig config;

    private QueueGates elsewhere;

    @BeforeEach
    void make() {
        elsewhere = new QueueGates(store, database, new DispatchBell(), config);
    }

    @AfterEach
    void open() {
        operator.resume("manual");
    }

    @Test
    void closeAndOpenOnAllReplicas() throws InterruptedException {
        assertThat(config.pauseCheck()).isLessThan(Duration.ofSeconds(1));
        elsewhere.start(null);
        try {
            await().until(() -> elsewhere.isOpen("manual"));
            operator.pause("manual");
            await().atMost(PATIENCE).until(() -> !elsewhere.isOpen("manual"));
            assertThat(elsewhere.isOpen("aside")).isTrue();
            var waiting = CompletableFuture.runAsync(this::awaitOpen);

            operator.resume("manual");
            await().atMost(PATIENCE).until(waiting::isDone);
        } finally {
            elsewhere.stop(null);
        }
    }

    private void awaitOpen() {
        try {
            elsewhere.awaitOpen("manual");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void areClosedUntilThePausesAreKnown() {
        assertThat(elsewhere.isOpen("manual")).isFalse();
        elsewhere.look();
        assertThat(elsewhere.isOpen("manual")).isTrue();
    }

    @Test
    void knowAfterARestartWhatIsPaused() {
        operator.pause("manual");
        elsewhere.look();
        assertThat(elsewhere.isOpen("manual")).isFalse();
        assertThat(elsewhere.isOpen("aside")).isTrue();
    }

    @Test
    void cannotBeClosedByATenant() {
        assertThatThrownBy(() -> database.inTransaction(
                        jobs.tenant(), connection -> store.pause(connection, "manual", jobs.user(), Instant.now())))
                .hasMessageContaining("row-level security");
        assertThat(operator.queue("manual").getBoolean("paused")).isFalse();
    }

    @Test
    void cannotBeOpenedByATenant() {
        operator.pause("manual");
        var changed = database.inTransaction(jobs.tenant(), connection -> store.resume(connection, "manual"));
        assertThat(changed).isFalse();
        assertThat(operator.queue("manual").getBoolean("paused")).isTrue();
    }
}
