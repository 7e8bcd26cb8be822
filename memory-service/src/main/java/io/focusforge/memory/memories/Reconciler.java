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
            case KEEP -> alone(added);
            case MERGE -> merge(added, addition);
        };
    }

    private Remembered merge(Memory added, Addition addition) {
        var into =
                addition.twin().flatMap(twin -> absorb(twin, added, _ -> true)).or(() -> sameText(added));
        return into.<Remembered>map(memory -> new Remembered.Merged(memory, added))
                .orElseGet(() -> addition.attribute()
                        .map(attribute -> settle(added, attribute))
                        .orElseGet(() -> alone(added)));
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
            var settled = first.value().equals(candidate.value())
                    ? agree(added, fact, first, candidate)
                    : contradict(added, fact, first, candidate);
            if (settled.isPresent()) {
                return settled.get();
            }
        }
        return alone(added);
    }

    private Optional<Remembered> agree(Memory added, String fact, Facts.Holder first, Facts.Holder candidate) {
        var into = absorb(first.memory(), added, unchanged(first));
        if (into.isPresent()) {
            return Optional.of(new Remembered.Merged(into.get(), added));
        }
        return facts.pass(added.owner(), fact, first, candidate) ? Optional.of(alone(added)) : Optional.empty();
    }

    private Optional<Remembered> contradict(Memory added, String fact, Facts.Holder first, Facts.Holder candidate) {
        return facts.pass(added.owner(), fact, first, candidate)
                ? Optional.of(supersede(first.memory(), added, unchanged(first)))
                : Optional.empty();
    }

    private static Predicate<Memory> unchanged(Facts.Holder holder) {
        return memory -> holder.text().equals(Fingerprint.ofText(memory.content()));
    }

    private static Remembered.First alone(Memory added) {
        return new Remembered.First(added, List.of());
    }

    private Remembered.First supersede(UUID old, Memory added, Predicate<Memory> stillStatesIt) {
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
                .orElseGet(() -> alone(added));
    }

    /** Merges a memory that has been there for a while. @return false when the other one is none to be merged into any more */
    boolean merge(Memory memory, UUID into) {
        return absorb(into, memory, _ -> true).isPresent();
    }

    private Optional<Memory> absorb(UUID into, Memory added, Predicate<Memory> same) {
        var owner = added.owner();
        var current = store.find(owner, into)
                .flatMap(stored -> MemoryStore.visible(stored, added.createdAt()))
                .filter(memory -> memory.lineage().isActive() && same.test(memory));
        if (current.isPresent() && current.get().absorb(added).equals(current.get())) {
            graveyard.bury(added, added.createdAt(), _ -> true);
            return current;
        }
        var absorbed = revisions.next(
                owner,
                into,
                memory -> memory.lineage().isActive() && same.test(memory)
                        ? Optional.of(new Revisions.Next(memory.absorb(added), Action.ABSORBED, owner.user()))
                        : Optional.empty());
        absorbed.ifPresent(memory -> keepAsEvidence(added, memory));
        return absorbed;
    }

    // What a memory came from is bounded: beyond that, one that brings nothing new is no more than said again, and no
    // change.
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
