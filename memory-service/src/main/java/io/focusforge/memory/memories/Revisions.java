package io.focusforge.memory.memories;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Makes the next revision of a memory when the present one is in the archive, and only if nobody else made it meanwhile. */
@ApplicationScoped
class Revisions {
    private static final int ATTEMPTS = 20;

    private final MemoryStore store;
    private final Archive archive;
    private final PendingChanges changes;
    private final Clock clock;

    Revisions(MemoryStore store, Archive archive, PendingChanges changes, Clock clock) {
        this.store = store;
        this.archive = archive;
        this.changes = changes;
        this.clock = clock;
    }

    /** What a revision changes; the rest of it follows. */
    record Next(Memory memory, Action action, UUID actor) {}

    /**
     * @param change asked for each revision that is found, as others may write too; empty where there is nothing to change
     * @return the revision that was made; empty when there was nothing to change or no memory
     */
    Optional<Memory> next(Owner owner, UUID id, Function<Memory, Optional<Next>> change) {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var now = clock.instant();
            var current = store.find(owner, id).flatMap(stored -> MemoryStore.visible(stored, now));
            var next = current.flatMap(change);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            var made = make(current.get(), next.get());
            if (made.isPresent()) {
                return made;
            }
        }
        throw new ProblemException(
                ErrorCode.CONFLICT, "Too many others change this memory at the same time; try again.");
    }

    private Optional<Memory> make(Memory current, Next next) {
        archive.keep(current);
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var revision = next.memory().revised(current.revision() + 1, at, new Change(next.action(), next.actor()));
        if (!store.replace(revision, current.revision())) {
            return Optional.empty();
        }
        changes.announce(new PendingChange.Remember(revision));
        return Optional.of(revision);
    }
}
