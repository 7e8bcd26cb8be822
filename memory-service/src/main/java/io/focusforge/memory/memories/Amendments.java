package io.focusforge.memory.memories;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Changes and forgets what is remembered, if it is still what the caller has read. */
@ApplicationScoped
class Amendments {
    private final Memories memories;
    private final Revisions revisions;
    private final Graveyard graveyard;
    private final Facts facts;
    private final Clock clock;

    Amendments(Memories memories, Revisions revisions, Graveyard graveyard, Facts facts, Clock clock) {
        this.memories = memories;
        this.revisions = revisions;
        this.graveyard = graveyard;
        this.facts = facts;
        this.clock = clock;
    }

    Memory update(Owner owner, UUID id, NewMemory request, Precondition precondition) {
        var before = memories.get(owner, id);
        var updated = revisions
                .next(owner, id, current -> Optional.of(next(current, request, precondition)))
                .orElseThrow(() -> ProblemException.notFound("memory"));
        if (!Fingerprint.ofText(before.content()).equals(Fingerprint.ofText(updated.content()))) {
            facts.unregister(before);
            facts.register(updated);
        }
        return updated;
    }

    void forget(Owner owner, UUID id, Precondition precondition) {
        var memory = memories.get(owner, id);
        precondition.check(memory);
        graveyard.bury(memory, clock.instant(), found -> {
            precondition.check(found);
            return true;
        });
    }

    private Revisions.Next next(Memory current, NewMemory request, Precondition precondition) {
        precondition.check(current);
        if (!current.lineage().isActive()) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, "Another memory has taken the place of this one; change that one.");
        }
        var expiry = memories.expiry(request, clock.instant());
        return new Revisions.Next(
                current.with(request.content(), expiry),
                Action.UPDATED,
                current.owner().user());
    }
}
