package io.focusforge.orchestrator.projection;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.id.Ids;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.event.EventStore;
import io.focusforge.orchestrator.event.NewEvents;
import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.task.RebuiltTasks;
import io.focusforge.orchestrator.task.TaskJson;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Rebuilds without the service around them, for measurements. */
public final class Rebuilding {
    private final TenantDatabase database;
    private final EventStore events;
    private final RebuildStore store = new RebuildStore();
    private final RebuildSteps steps;

    private record Settings(int batchSize) implements ProjectionConfig {
        @Override
        public Duration lookEvery() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration switchWait() {
            return Duration.ofSeconds(1);
        }

        @Override
        public int mostFailures() {
            return 1;
        }
    }

    /** @param differences rows that the switch has put in place */
    public record Result(long events, long tasks, long differences) {}

    private Rebuilding(TenantDatabase database, ObjectMapper mapper, int batchSize) {
        this.database = database;
        var rows = EventStore.rows(mapper);
        var json = TaskJson.over(mapper);
        this.events = EventStore.over(database, mapper);
        var models = new Models(List.of(RebuiltTasks.over(json)));
        this.steps = new RebuildSteps(
                new Streams(rows), models, new Switch(models), new Settings(batchSize), Clock.systemUTC());
    }

    public static Rebuilding over(TenantDatabase database, ObjectMapper mapper, int batchSize) {
        return new Rebuilding(database, mapper, batchSize);
    }

    /** Only the events: what is read is made by the rebuild. */
    public void append(UUID tenant, List<NewEvents> batches) {
        database.inTransaction(tenant, connection -> {
            var pipeline = new Pipeline(connection);
            events.appendAll(pipeline, batches);
            pipeline.await();
            return connection;
        });
    }

    public Result run(UUID tenant) {
        var rebuild = database.inTransaction(tenant, connection -> {
            var begun = Rebuild.begun(tenant, Ids.next(), Clock.systemUTC().instant());
            store.add(connection, begun);
            return begun;
        });
        while (rebuild.times().switched() == null) {
            var present = rebuild;
            rebuild = database.acrossTenants(connection -> {
                Snapshot.begin(connection);
                var next = steps.next(connection, present);
                store.update(connection, next, Clock.systemUTC().instant());
                return next;
            });
        }
        var difference = rebuild.counts().difference();
        return new Result(
                rebuild.counts().events(),
                rebuild.counts().tasks(),
                difference.missing() + difference.changed() + difference.surplus());
    }
}
