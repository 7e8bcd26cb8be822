package io.focusforge.orchestrator.creation;

import static io.focusforge.orchestrator.runstore.Statement.instant;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.runstore.Statement;
import io.focusforge.orchestrator.saga.SagaBook;
import io.focusforge.orchestrator.saga.SagaFilter;
import io.focusforge.orchestrator.saga.SagaKey;
import io.focusforge.orchestrator.saga.SagaState;
import io.focusforge.orchestrator.saga.SagaView;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The creation of tasks as a saga that operators see, by the id of the task. It is there until it has come to its end; what became of it
 * then is in the task's history.
 */
@ApplicationScoped
class CreationSagas implements SagaBook {
    static final String KIND = "task-creation";
    private static final String COLUMNS = """
            SELECT task_id, step, attempts, started_at, next_at, resume_at, stuck_at, error FROM sagas
            WHERE tenant_id = $1
            """;
    private static final String PAGE = "AND ($2::uuid IS NULL OR task_id < $2) ORDER BY task_id DESC LIMIT $3::int";
    private static final Statement ALL = new Statement(COLUMNS + PAGE);
    private static final Statement RUNNING = new Statement(COLUMNS + "AND stuck_at IS NULL " + PAGE);
    private static final Statement STUCK = new Statement(COLUMNS + "AND stuck_at IS NOT NULL " + PAGE);
    private static final Statement ONE = new Statement(COLUMNS + "AND task_id = $2");
    private static final Statement RETRY = new Statement("""
            UPDATE sagas SET stuck_at = NULL, error = NULL, attempts = 0, asked = 0, started_at = $3, next_at = $3, resume_at = $3
            WHERE tenant_id = $1 AND task_id = $2 AND stuck_at IS NOT NULL""");
    private static final Statement ABANDON = new Statement("DELETE FROM sagas WHERE tenant_id = $1 AND task_id = $2");

    private final TenantDatabase database;
    private final SagaStore sagas;
    private final SagaRunner runner;
    private final SagaRecorder recorder;
    private final CreationConfig config;
    private final Clock clock;

    CreationSagas(
            TenantDatabase database,
            SagaStore sagas,
            SagaRunner runner,
            SagaRecorder recorder,
            CreationConfig config,
            Clock clock) {
        this.database = database;
        this.sagas = sagas;
        this.runner = runner;
        this.recorder = recorder;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public List<SagaView> list(UUID tenant, SagaFilter filter) {
        return statement(filter)
                .map(statement -> database.read(
                        tenant,
                        connection -> statement.run(connection, tenant, filter.before(), filter.atMost()).stream()
                                .map(row -> view(row, null))
                                .toList()))
                .orElse(List.of());
    }

    private static Optional<Statement> statement(SagaFilter filter) {
        if (filter.kind() != null && !filter.kind().equals(KIND)) {
            return Optional.empty();
        }
        return switch (filter.state()) {
            case null -> Optional.of(ALL);
            case RUNNING -> Optional.of(RUNNING);
            case STUCK -> Optional.of(STUCK);
            case COMPENSATING, COMPLETED, COMPENSATED, ABANDONED -> Optional.empty();
        };
    }

    @Override
    public Optional<SagaView> find(SagaKey key) {
        return database.read(key.tenant(), connection -> ONE.run(connection, key.tenant(), key.id()).stream()
                .findFirst()
                .map(row -> view(row, CreationSteps.of(row))));
    }

    /** The sweeper finds it within a second, as it does all that have stopped. */
    @Override
    public boolean retry(SagaKey key) {
        var now = clock.instant();
        return database.inTransaction(
                key.tenant(),
                connection -> RETRY.run(connection, key.tenant(), key.id(), now).rowCount() == 1);
    }

    /** What a task has learnt is not unlearnt. */
    @Override
    public boolean turnBack(SagaKey key) {
        return false;
    }

    /** A task that has no analysis yet has failed to get one. */
    @Override
    public boolean abandon(SagaKey key) {
        sagas.find(key.tenant(), key.id())
                .filter(saga -> saga.step() == SagaStep.ANALYZE)
                .ifPresent(saga -> runner.load(saga)
                        .ifPresent(task -> recorder.recordFailure(saga, task, "The analysis was abandoned.")));
        return database.inTransaction(
                key.tenant(),
                connection -> ABANDON.run(connection, key.tenant(), key.id()).rowCount() == 1);
    }

    private SagaView view(Row row, List<SagaView.Step> steps) {
        var stuckAt = instant(row, "stuck_at");
        var startedAt = instant(row, "started_at");
        return new SagaView(
                row.getUUID("task_id"),
                KIND,
                (stuckAt == null ? SagaState.RUNNING : SagaState.STUCK).text(),
                stuckAt == null
                        ? null
                        : new SagaView.Error(CreationSteps.current(row), "analysis_failed", row.getString("error")),
                steps,
                deadline(row, startedAt),
                startedAt,
                stuckAt == null ? startedAt : stuckAt,
                null);
    }

    /** The first step is tried so many times; only those after it have a time. */
    private Instant deadline(Row row, Instant startedAt) {
        return SagaStep.of(row.getString("step")) == SagaStep.ANALYZE ? null : startedAt.plus(config.giveUpAfter());
    }
}
