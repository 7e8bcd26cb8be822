package io.focusforge.bench.orchestrator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.focusforge.common.id.Ids;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.orchestrator.event.NewEvent;
import io.focusforge.orchestrator.event.NewEvents;
import io.focusforge.orchestrator.projection.Rebuilding;
import io.focusforge.orchestrator.task.Analysis;
import io.focusforge.orchestrator.task.Energy;
import io.focusforge.orchestrator.task.Priority;
import io.focusforge.orchestrator.task.Progress;
import io.focusforge.orchestrator.task.RecallState;
import io.focusforge.orchestrator.task.TaskEvent;
import io.focusforge.orchestrator.task.TaskJson;
import io.focusforge.orchestrator.task.TaskPlanStep;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A given number of events of tasks, four for each task, of one user. */
final class TaskEvents {
    private static final int EACH = 4;
    private static final int TOGETHER = 500;
    private static final int BATCH = 2_000;
    private static final String PREFIX = "io.focusforge.task.";
    private final ObjectMapper mapper =
            new ObjectMapper().findAndRegisterModules().disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private final TaskJson json = TaskJson.over(mapper);
    private final Rebuilding rebuilding;
    private final UUID tenant;
    private final UUID user;

    TaskEvents(TenantDatabase database, UUID tenant, UUID user) {
        this.rebuilding = Rebuilding.over(database, mapper, BATCH);
        this.tenant = tenant;
        this.user = user;
    }

    void fill(int events, Consumer<String> progress) {
        for (var made = 0; made < events; made += TOGETHER * EACH) {
            rebuilding.append(
                    tenant, IntStream.range(0, TOGETHER).mapToObj(i -> task()).toList());
            if (made % 100_000 == 0) {
                progress.accept("%,d events are there".formatted(made));
            }
        }
    }

    Rebuilding.Result rebuild() {
        return rebuilding.run(tenant);
    }

    private NewEvents task() {
        var analysis = new Analysis(
                Progress.DONE,
                Priority.HIGH,
                3,
                90,
                Energy.MEDIUM,
                "work",
                List.of("numbers come late"),
                List.of("finance"),
                "rules",
                true,
                null);
        var events = List.of(
                event(
                        "created.v1",
                        new TaskEvent.Created(
                                "Prepare the board deck",
                                "Collect numbers from finance by Thursday, draft 12 slides, rehearse once",
                                Instant.parse("2030-01-01T00:00:00Z"),
                                List.of("work"))),
                event("analyzed.v1", new TaskEvent.Analyzed(analysis, List.of(), RecallState.DONE)),
                event("planned.v1", new TaskEvent.Planned(List.<TaskPlanStep>of(), "rules")),
                event("completed.v1", new TaskEvent.Completed()));
        return new NewEvents(
                tenant,
                Ids.next(),
                0,
                events,
                Instant.now(),
                user,
                TraceContext.start().traceparent());
    }

    private NewEvent event(String type, TaskEvent event) {
        return new NewEvent(Ids.next(), PREFIX + type, json.write(event));
    }
}
