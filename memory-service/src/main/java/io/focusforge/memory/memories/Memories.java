package io.focusforge.memory.memories;

import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.page.Page;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Remembers and shows. What its caller has not made does not exist for it. */
@ApplicationScoped
public class Memories {
    private final MemoryStore store;
    private final Listing listing;
    private final Reconciler reconciler;
    private final PendingChanges changes;
    private final MemoryConfig config;
    private final Clock clock;

    Memories(
            MemoryStore store,
            Listing listing,
            Reconciler reconciler,
            PendingChanges changes,
            MemoryConfig config,
            Clock clock) {
        this.store = store;
        this.listing = listing;
        this.reconciler = reconciler;
        this.changes = changes;
        this.config = config;
        this.clock = clock;
    }

    /** Remembers a text as it is. */
    public Remembered remember(Owner owner, NewMemory request, Optional<IdempotencyKey> key) {
        return remember(owner, Addition.verbatim(request, null, key));
    }

    public Remembered remember(Owner owner, Addition addition) {
        var memory = memory(owner, addition);
        var key = addition.key();
        if (store.insert(memory, key.map(IdempotencyKey::requestHash).orElse(null))) {
            return announced(reconciler.reconcile(memory, addition));
        }
        var first = store.find(owner, memory.id());
        return first.isPresent()
                ? again(first.get(), addition.request(), key.orElseThrow())
                : remember(owner, addition);
    }

    /** Refuses what could not be remembered, before anything is. */
    public void requireValid(NewMemory request) {
        request.content();
        expiry(request, now());
    }

    /** Keeps what others come from, which is shown only to those who ask for it by its id or state. */
    public Memory keepEvidence(Owner owner, NewMemory source, UUID of) {
        var now = now();
        var seq = Ids.next();
        var memory = new Memory(seq, owner, seq, source.content(), now, expiry(source, now), 1)
                .with(Lineage.NONE.mergedInto(of));
        store.insert(memory, null);
        changes.announce(new PendingChange.Remember(memory));
        return memory;
    }

    Memory get(Owner owner, UUID id) {
        return store.find(owner, id)
                .flatMap(stored -> MemoryStore.visible(stored, now()))
                .orElseThrow(() -> ProblemException.notFound("memory"));
    }

    Page<Memory> list(Owner owner, MemoryFilter filter, String cursor, int limit) {
        var found = listing.list(owner, filter, ListCursor.decode(cursor, filter), limit, now());
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(
                        found.subList(0, limit),
                        ListCursor.of(found.get(limit - 1).seq(), filter).encode());
    }

    long count(Owner owner, MemoryFilter filter) {
        return listing.count(owner, filter, now());
    }

    /** When a memory that is made or changed now ends; null for one that stays. */
    Instant expiry(NewMemory request, Instant now) {
        return request.expiresAt() == null && request.type() == MemoryType.SHORT_TERM
                ? now.plus(config.shortTermTtl())
                : Moment.future("expiresAt", request.expiresAt(), now);
    }

    private Remembered announced(Remembered remembered) {
        switch (remembered) {
            case Remembered.First(var memory, var _) -> changes.announce(new PendingChange.Remember(memory));
            case Remembered.Merged _, Remembered.Again _ -> {}
        }
        return remembered;
    }

    private Memory memory(Owner owner, Addition addition) {
        var now = now();
        var seq = Ids.next();
        var request = addition.request();
        var id = addition.key()
                .map(key -> DerivedId.of(owner, key.value()))
                .or(addition::id)
                .orElse(seq);
        return new Memory(id, owner, seq, request.content(), now, expiry(request, now), 1)
                .with(Lineage.from(addition.evidence()));
    }

    // The same request has the same content, so the first answer can be given even when the memory was changed or
    // deleted meanwhile.
    private Remembered again(Stored first, NewMemory request, IdempotencyKey key) {
        if (first.requestHash() == null || !key.isSameRequest(first.requestHash())) {
            throw new ProblemException(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "Send a new Idempotency-Key, or the same body as the first time.");
        }
        return switch (first) {
            case Stored.Kept(var memory, var _) -> again(memory, request);
            case Stored.Tombstone gone ->
                new Remembered.Again(
                        new Memory(
                                gone.id(),
                                gone.owner(),
                                gone.seq(),
                                request.content(),
                                gone.createdAt(),
                                gone.expiresAt(),
                                1),
                        false);
        };
    }

    private Remembered.Again again(Memory memory, NewMemory request) {
        var isMerged = memory.lineage().state() == MemoryState.MERGED;
        var into = isMerged
                ? store.find(memory.owner(), memory.lineage().supersededBy())
                        .flatMap(stored -> MemoryStore.visible(stored, now()))
                : Optional.<Memory>empty();
        return new Remembered.Again(into.orElseGet(() -> memory.firstAs(request.content())), into.isPresent());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
