package io.focusforge.memory.access;

import io.focusforge.memory.memories.AccessLog;
import io.focusforge.memory.memories.Owner;
import io.focusforge.memory.memories.Used;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** What was of use lately, and is not written yet. */
@ApplicationScoped
public class Accesses {
    private static final Logger LOG = Logger.getLogger(Accesses.class);
    private static final int BATCH = 500;

    private final ConcurrentHashMap<Key, Used> waiting = new ConcurrentHashMap<>();
    private final AccessLog memories;
    private final AccessStore index;
    private final AccessConfig config;

    Accesses(AccessLog memories, AccessStore index, AccessConfig config) {
        this.memories = memories;
        this.index = index;
        this.config = config;
    }

    private record Key(Owner owner, UUID memory) {}

    /** Writes nothing yet. */
    public void note(Owner owner, Collection<UUID> ids, Instant now) {
        if (waiting.size() < config.mostNoted()) {
            ids.forEach(id -> waiting.merge(new Key(owner, id), new Used(owner, id, 1, now), Used::and));
        }
    }

    @Scheduled(
            every = "{focusforge.memory.access.write-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void write() {
        var keys = List.copyOf(waiting.keySet());
        for (var from = 0; from < keys.size(); from += BATCH) {
            var some = keys.subList(from, Math.min(keys.size(), from + BATCH));
            write(some.stream().map(waiting::remove).filter(Objects::nonNull).toList());
        }
    }

    // It is not worth more than one try.
    private void write(List<Used> uses) {
        try {
            memories.add(uses);
            index.add(uses);
        } catch (RuntimeException e) {
            LOG.debugf(e, "It is not noted that %d memories were of use", uses.size());
        }
    }
}
