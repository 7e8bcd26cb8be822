package io.focusforge.bench.orchestrator;

import io.focusforge.orchestrator.projection.Rebuilding;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Consumer;

/** A tenant with a given number of events, and their rebuild. */
final class RebuildArena implements AutoCloseable {
    private final StepsArena servers;
    private final TaskEvents events;

    RebuildArena(Path project) throws Exception {
        servers = StepsArena.open(project);
        events = new TaskEvents(servers.database(), UUID.randomUUID(), UUID.randomUUID());
    }

    void fill(int count, Consumer<String> progress) throws Exception {
        events.fill(count, progress);
        servers.settle();
    }

    Rebuilding.Result rebuild() {
        return events.rebuild();
    }

    @Override
    public void close() {
        servers.close();
    }
}
