package io.focusforge.memory.memories;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Brings a memory that has just been stored into line with those that are there. It is stored first, so that nothing is lost whatever
 * happens here; the register of facts decides between those that come at the same time.
 */
@ApplicationScoped
class Reconciler {
    private static final int ATTEMPTS = 8;

    private final Facts facts;
    private final Revisions revisions;
    private final MemoryStore store;
    private final Graveyard graveyard;

    Reconciler(Facts facts, Revisions revisions, MemoryStore store, Graveyard graveyard) {
        this.graveyard = graveyard;
        this.facts = facts;
        this.revisions = revisions;
        this.store = store;
    }

    Remembered reconcile(Memory added, Addition addition) {
        return switch (addition.onDuplicate()) {
            case KEEP -> new Remembered.First(added, List.of());
            case MERGE -> merge(added, addition);
        };
    }

    private Remembered merge(Memory added, Addition addition) {
        var into =
                addition.twin().flatMap(twin -> absorb(twin, added, _ -> true)).or(() -> sameText(added));
        return into.<Remembered>map(memory -> new Remembered.Merged(memory, added))
                .orElseGet(() -> addition.attribute()
                        .map(attribute -> settle(added, attribute))
                        .orElseGet(() -> new Remembered.First(added, List.of())));
    }

    private Optional<Memory> sameText(Memory added) {
        var fact = Fingerprint.ofText(added.content());
        var candidate = Facts.Holder.of(added);
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var first = facts.claim(added.owner(), fact, candidate);
            if (first.memory().equals(added.id())) {
                return Optional.empty();
            }
            var into = absorb(first.memory(), added, memory -> fact.equals(Fingerprint.ofText(memory.content())));
            if (into.isPresent() || facts.pass(added.owner(), fact, first, candidate)) {
                return into;
            }
        }
        return Optional.empty();
    }

    private Remembered settle(Memory added, Attribute attribute) {
        var fact = Fingerprint.ofAttribute(added.content(), attribute);
        var candidate = Facts.Holder.of(added, attribute);
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var first = facts.claim(added.owner(), fact, candidate);
            if (first.memory().equals(added.id())) {
                break;
            }
            Predicate<Memory> unchanged = memory -> first.text().equals(Fingerprint.ofText(memory.content()));
            if (first.value().equals(candidate.value())) {
                var into = absorb(first.memory(), added, unchanged);
                if (into.isPresent()) {
                    return new Remembered.Merged(into.get(), added);
                }
            }
            if (facts.pass(added.owner(), fact, first, candidate)) {
                return first.value().equals(candidate.value())
                        ? new Remembered.First(added, List.of())
                        : supersede(first.memory(), added, unchanged);
            }
        }
        return new Remembered.First(added, List.of());
    }

    private Remembered supersede(UUID old, Memory added, Predicate<Memory> stillStatesIt) {
        var superseded = revisions.next(
                added.owner(),
                old,
                memory -> memory.lineage().isActive() && stillStatesIt.test(memory)
                        ? Optional.of(new Revisions.Next(
                                memory.with(memory.lineage().supersededBy(added.id())),
                                Action.SUPERSEDED,
                                added.owner().user()))
                        : Optional.empty());
        return superseded
                .map(memory -> new Remembered.First(store.supersedes(added, memory.id()), List.of(memory)))
                .orElseGet(() -> new Remembered.First(added, List.of()));
    }

    /** Merges a memory that has been there for a while. @return false when the other one is none to be merged into any more */
    boolean merge(Memory memory, UUID into) {
        return absorb(into, memory, _ -> true).isPresent();
    }

    private Optional<Memory> absorb(UUID into, Memory added, Predicate<Memory> same) {
        var user = added.owner().user();
        var absorbed = revisions.next(
                added.owner(),
                into,
                memory -> memory.lineage().isActive() && same.test(memory)
                        ? Optional.of(new Revisions.Next(memory.absorb(added), Action.ABSORBED, user))
                        : Optional.empty());
        absorbed.ifPresent(memory -> keepAsEvidence(added, memory));
        return absorbed;
    }

    // What a memory came from is bounded: beyond that it is no more than said again.
    private void keepAsEvidence(Memory added, Memory into) {
        if (!into.lineage().evidence().contains(added.id())) {
            graveyard.bury(added, into.updatedAt(), _ -> true);
            return;
        }
        revisions.next(
                added.owner(),
                added.id(),
                evidence -> Optional.of(new Revisions.Next(
                        evidence.with(evidence.lineage().mergedInto(into.id())),
                        Action.MERGED,
                        added.owner().user())));
    }
}
