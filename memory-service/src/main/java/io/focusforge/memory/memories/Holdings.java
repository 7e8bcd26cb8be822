package io.focusforge.memory.memories;

import io.focusforge.common.id.Ids;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The memories of an owner, for those who give and take many at once. What is given is kept as it is: nothing is merged, nothing superseded. */
@ApplicationScoped
public class Holdings {
    private static final Precondition NONE = Precondition.optional(null);

    private final Shelf shelf;
    private final Memories memories;
    private final Amendments amendments;
    private final PendingChanges changes;
    private final Clock clock;

    Holdings(Shelf shelf, Memories memories, Amendments amendments, PendingChanges changes, Clock clock) {
        this.shelf = shelf;
        this.memories = memories;
        this.amendments = amendments;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Where a memory comes from that was exported.
     *
     * @param id null when it had none
     * @param createdAt null for now
     */
    public record Origin(UUID id, Instant createdAt, Lineage lineage) {}

    /**
     * A memory that could be kept.
     *
     * @param name from which its id follows, so that the same name is the same memory
     */
    public Memory draft(Owner owner, NewMemory given, Optional<String> name) {
        var id = name.map(one -> DerivedId.of(owner, one)).orElseGet(Ids::next);
        return memory(owner, given, new Origin(id, null, Lineage.NONE));
    }

    /** @param line that stands for its id, when it has none */
    public Memory restored(Owner owner, NewMemory given, Origin origin, byte[] line) {
        var id = origin.id() == null
                ? DerivedId.of(owner, "import\n" + new String(line, StandardCharsets.UTF_8))
                : origin.id();
        var createdAt = Moment.of("createdAt", origin.createdAt());
        return memory(owner, given, new Origin(id, createdAt, origin.lineage()));
    }

    /** Keeps those that are not there yet, all with one wait for the disk. @return how many those were */
    public int add(List<Memory> given) {
        var fresh = shelf.add(given);
        fresh.forEach(memory -> changes.announce(new PendingChange.Remember(memory)));
        return fresh.size();
    }

    /** How many of them are not there yet. */
    public int unknown(Owner owner, List<Memory> given) {
        return shelf.unknown(owner, given);
    }

    /** Those that a filter chooses: of whatever state and validity, if it does not say. */
    public Chosen chosen(Owner owner, ListParameters filter) {
        var conditions = MemoryQuery.kept(owner, filter.filter(), clock.instant());
        return (last, limit) -> shelf.after(conditions, last, limit);
    }

    /** Memories in the order in which they were made. */
    public interface Chosen {
        /** @param last null from the beginning */
        List<Memory> after(UUID last, int limit);
    }

    /** Empty when there is no such memory, or another one has taken its place. */
    public Optional<Memory> update(Owner owner, UUID id, NewMemory given) {
        return unlessGone(() -> amendments.update(owner, id, given, NONE));
    }

    /** @return whether there was one */
    public boolean forget(Owner owner, UUID id) {
        return unlessGone(() -> {
                    amendments.forget(owner, id, NONE);
                    return id;
                })
                .isPresent();
    }

    private static <T> Optional<T> unlessGone(Supplier<T> change) {
        try {
            return Optional.of(change.get());
        } catch (ProblemException e) {
            if (e.code() == ErrorCode.NOT_FOUND || e.code() == ErrorCode.CONFLICT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Memory memory(Owner owner, NewMemory given, Origin origin) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var createdAt = origin.createdAt() == null ? now : origin.createdAt();
        return new Memory(
                origin.id(),
                owner,
                Ids.next(),
                given.content(),
                createdAt,
                memories.expiry(given, now),
                1,
                now,
                Access.NEVER,
                origin.lineage(),
                new Change(Action.CREATED, owner.user()));
    }
}
