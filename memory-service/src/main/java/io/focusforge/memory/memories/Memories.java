package io.focusforge.memory.memories;

import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.page.Cursor;
import io.focusforge.common.page.Page;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Remembers, shows and forgets. What its caller has not made does not exist for it. */
@ApplicationScoped
public class Memories {
    private final MemoryStore store;
    private final Graveyard graveyard;
    private final PendingChanges changes;
    private final MemoryConfig config;
    private final Clock clock;

    Memories(MemoryStore store, Graveyard graveyard, PendingChanges changes, MemoryConfig config, Clock clock) {
        this.store = store;
        this.graveyard = graveyard;
        this.changes = changes;
        this.config = config;
        this.clock = clock;
    }

    Remembered remember(Owner owner, NewMemory request, Optional<IdempotencyKey> key) {
        var memory = memory(owner, request, key);
        if (store.insert(memory, key.map(IdempotencyKey::requestHash).orElse(null))) {
            changes.announce(new PendingChange.Remember(memory));
            return new Remembered.First(memory);
        }
        var first = store.find(owner, memory.id());
        return first.isPresent() ? again(first.get(), request, key.orElseThrow()) : remember(owner, request, key);
    }

    Memory get(Owner owner, UUID id) {
        return visible(owner, id, now());
    }

    Page<Memory> list(Owner owner, MemoryFilter filter, Cursor cursor, int limit) {
        return Page.of(store.list(owner, filter, cursor, limit, now()), limit, memory -> new Cursor(memory.seq()));
    }

    void forget(Owner owner, UUID id) {
        var now = now();
        var stored = store.find(owner, id)
                .filter(found -> MemoryStore.visible(found, now).isPresent());
        graveyard.bury(stored.orElseThrow(() -> ProblemException.notFound("memory")), now);
    }

    private Memory visible(Owner owner, UUID id, Instant now) {
        return store.find(owner, id)
                .flatMap(stored -> MemoryStore.visible(stored, now))
                .orElseThrow(() -> ProblemException.notFound("memory"));
    }

    private Memory memory(Owner owner, NewMemory request, Optional<IdempotencyKey> key) {
        var now = now();
        var seq = Ids.next();
        var id = key.map(k -> DerivedId.of(owner, k.value())).orElse(seq);
        return new Memory(id, owner, seq, request.content(), now, expiry(request, now), 1);
    }

    private Instant expiry(NewMemory request, Instant now) {
        return request.expiresAt() == null && request.type() == MemoryType.SHORT_TERM
                ? now.plus(config.shortTermTtl())
                : Moment.future("expiresAt", request.expiresAt(), now);
    }

    // The same request has the same content, so the first answer can be given even when the memory was deleted
    // meanwhile.
    private static Remembered again(Stored first, NewMemory request, IdempotencyKey key) {
        if (first.requestHash() == null || !key.isSameRequest(first.requestHash())) {
            throw new ProblemException(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "Send a new Idempotency-Key, or the same body as the first time.");
        }
        return new Remembered.Again(
                switch (first) {
                    case Stored.Kept(var memory, var _) -> memory;
                    case Stored.Tombstone gone ->
                        new Memory(
                                gone.id(),
                                gone.owner(),
                                gone.seq(),
                                request.content(),
                                gone.createdAt(),
                                gone.expiresAt(),
                                gone.revision());
                });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
