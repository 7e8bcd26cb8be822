package io.focusforge.bench.orchestrator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.focusforge.common.id.Ids;
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
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A tenant with a given number of events of tasks, four for each task, and their rebuild. */
final class RebuildArena implements AutoCloseable {
    private static final int EACH = 4;
    private static final int TOGETHER = 500;
    private static final int BATCH = 2_000;
    private static final String PREFIX = "io.focusforge.task.";
    private final ObjectMapper mapper =
            new ObjectMapper().findAndRegisterModules().disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private final TaskJson json = TaskJson.over(mapper);
    private final StepsArena servers;
    private final Rebuilding rebuilding;
    private final UUID tenant = UUID.randomUUID();
    private final UUID user = UUID.randomUUID();

    RebuildArena(Path project) throws Exception {
        servers = StepsArena.open(project);
        rebuilding = Rebuilding.over(servers.database(), mapper, BATCH);
    }

    void fill(int events, Consumer<String> progress) throws Exception {
        for (var made = 0; made < events; made += TOGETHER * EACH) {
            rebuilding.append(
                    tenant, IntStream.range(0, TOGETHER).mapToObj(i -> task()).toList());
            if (made % 100_000 == 0) {
                progress.accept("%,d events are there".formatted(made));
            }
        }
        servers.settle();
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

    @Override
    public void close() {
        servers.close();
    }
}
