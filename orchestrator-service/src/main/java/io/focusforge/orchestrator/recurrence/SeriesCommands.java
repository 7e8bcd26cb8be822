package io.focusforge.orchestrator.recurrence;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.orchestrator.dependency.Links;
import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.event.UnitOfWork;
import io.focusforge.orchestrator.task.TaskKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Reads and changes of series. What is changed holds for the tasks that are yet to be made. */
@ApplicationScoped
class SeriesCommands {
    private static final int MOST_SKIPPED = 200;
    private static final int MOST_TIMES_AHEAD = 1_000;

    private final TenantDatabase database;
    private final UnitOfWork work;
    private final SeriesStore store;
    private final Links links;
    private final Clock clock;

    SeriesCommands(TenantDatabase database, UnitOfWork work, SeriesStore store, Links links, Clock clock) {
        this.database = database;
        this.work = work;
        this.store = store;
        this.links = links;
        this.clock = clock;
    }

    Series get(TaskKey key) {
        return database.read(key.tenant(), connection -> store.find(connection, key))
                .orElseThrow(SeriesCommands::gone);
    }

    List<Series> list(TaskKey owner, UUID after, int limit) {
        return database.read(owner.tenant(), connection -> store.list(connection, owner, after, limit));
    }

    Series edit(TaskKey key, SeriesPatch patch) {
        return change(key, series -> Optional.of(patch.applyTo(series)));
    }

    /** A time that is skipped already stays so. */
    Series skip(TaskKey key, Instant time) {
        return change(key, series -> {
            if (series.skipped().contains(time)) {
                return Optional.empty();
            }
            if (series.skipped().size() >= MOST_SKIPPED) {
                throw ProblemException.invalid("at", "would be more than %d times skipped".formatted(MOST_SKIPPED));
            }
            if (!series.times(series.last(), MOST_TIMES_AHEAD).contains(time)) {
                throw ProblemException.invalid(
                        "at", "is not one of the next %,d times of the series".formatted(MOST_TIMES_AHEAD));
            }
            return Optional.of(new SeriesEvent.Skipped(time));
        });
    }

    Series end(TaskKey key) {
        return change(key, series -> series.ended() ? Optional.empty() : Optional.of(new SeriesEvent.Ended()));
    }

    private Series change(TaskKey key, Function<Series, Optional<SeriesEvent>> decision) {
        return work.commit(key.tenant(), pipeline -> {
            links.lock(pipeline.connection(), key);
            return change(pipeline, key, decision);
        });
    }

    private Series change(Pipeline pipeline, TaskKey key, Function<Series, Optional<SeriesEvent>> decision) {
        var series = store.find(pipeline.connection(), key).orElseThrow(SeriesCommands::gone);
        var event = decision.apply(series);
        if (event.isEmpty()) {
            return series;
        }
        if (series.ended()) {
            throw new ProblemException(ErrorCode.CONFLICT, "The series has ended; begin a new one with a new task.");
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var trace = TraceContext.current().traceparent();
        return store.change(pipeline, series, new SeriesStore.Change(key, event.get(), now, trace));
    }

    private static ProblemException gone() {
        return ProblemException.notFound("series");
    }
}
