package io.focusforge.memory.sources;

import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.memory.memories.DerivedId;
import io.focusforge.memory.memories.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What users do with their sources. A source of somebody else does not exist for them. */
@ApplicationScoped
class Sources {
    private final SourceStore store;
    private final Kinds kinds;
    private final Timetable timetable;
    private final SyncJobs jobs;
    private final TenantDatabase database;
    private final Clock clock;

    Sources(SourceStore store, Kinds kinds, Timetable timetable, SyncJobs jobs, TenantDatabase database, Clock clock) {
        this.store = store;
        this.kinds = kinds;
        this.timetable = timetable;
        this.jobs = jobs;
        this.database = database;
        this.clock = clock;
    }

    /** @param again whether it was made before under the same idempotency key */
    record Made(Source source, boolean again) {}

    Made make(Caller caller, NewSource request, Optional<IdempotencyKey> key) {
        kinds.check(caller.tenant(), request.place());
        var id = key.map(given -> DerivedId.of(Owner.of(caller), "source\n" + given.value()))
                .orElseGet(Ids::next);
        var now = now();
        var source = new Source(
                new SourceKey(caller.tenant(), id),
                caller.user(),
                request,
                false,
                new Source.Schedule(null, 1),
                false,
                null,
                null,
                now,
                now);
        if (!insert(source, key.map(IdempotencyKey::requestHash).orElse(null))) {
            return again(caller, id, key.orElseThrow());
        }
        if (source.wantsSchedule() && timetable.settle(source) instanceof Schedules.Outcome.Refused refused) {
            store.delete(source.key());
            throw ProblemException.invalid(refused.field(), refused.reason());
        }
        return new Made(source, false);
    }

    Source get(Caller caller, UUID id) {
        return store.find(caller.tenant(), caller.user(), id).orElseThrow(Sources::unknown);
    }

    List<Source> list(Caller caller, UUID before, int limit) {
        return store.list(caller.tenant(), caller.user(), before, limit);
    }

    /** @return the job that does it */
    UUID sync(Caller caller, UUID id) {
        var source = get(caller, id);
        if (source.run() != null || source.paused() || source.leaving()) {
            throw new ProblemException(
                    ErrorCode.CONFLICT,
                    source.run() != null ? "A run is going on." : "The source is paused, or being removed.");
        }
        var job = database.inTransaction(caller.tenant(), connection -> jobs.ask(connection, source));
        jobs.committed();
        return job;
    }

    Source pause(Caller caller, UUID id, boolean paused) {
        var changed =
                store.pause(caller.tenant(), caller.user(), id, paused, now()).orElseThrow(Sources::unknown);
        var unused = timetable.settle(changed);
        return get(caller, id);
    }

    /** Its documents stay, or go first. */
    void remove(Caller caller, UUID id, boolean withDocuments) {
        var leaving = database.inTransaction(caller.tenant(), connection -> {
            var source = store.leave(connection, caller.tenant(), caller.user(), id, now())
                    .orElseThrow(Sources::unknown);
            if (!withDocuments) {
                store.letGo(connection, source.key());
            }
            jobs.ask(connection, source);
            return source;
        });
        jobs.committed();
        var unused = timetable.settle(leaving);
    }

    private boolean insert(Source source, byte[] requestHash) {
        var key = source.key();
        return database.inTransaction(key.tenant(), connection -> {
            store.requireRoom(connection, key.tenant(), source.user());
            return store.insert(connection, source, requestHash);
        });
    }

    private Made again(Caller caller, UUID id, IdempotencyKey key) {
        var hash = store.requestHash(caller.tenant(), caller.user(), id);
        if (hash.filter(key::isSameRequest).isEmpty()) {
            throw new ProblemException(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "Send a new Idempotency-Key, or the same body as the first time.");
        }
        return new Made(get(caller, id), true);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("source");
    }
}
