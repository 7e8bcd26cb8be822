package io.focusforge.orchestrator.dependency;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which of some open tasks can be completed together: those that wait for nothing but each other.
 *
 * @param refused why the others cannot
 */
record Completion(Set<UUID> accepted, Map<UUID, Refusal> refused) {
    enum Refusal {
        OPEN_SUBTASKS,
        OPEN_DEPENDENCIES
    }

    /** What each of them waits for that is open. */
    record Waits(Map<UUID, Set<UUID>> children, Map<UUID, Set<UUID>> dependencies) {}

    static Completion of(Set<UUID> open, Waits waits) {
        var accepted = new HashSet<>(open);
        var refused = new LinkedHashMap<UUID, Refusal>();
        boolean changed;
        do {
            changed = false;
            for (var id : open) {
                var refusal = accepted.contains(id) ? refusal(id, waits, accepted) : null;
                if (refusal != null) {
                    accepted.remove(id);
                    refused.put(id, refusal);
                    changed = true;
                }
            }
        } while (changed);
        return new Completion(accepted, refused);
    }

    private static Refusal refusal(UUID id, Waits waits, Set<UUID> done) {
        if (!done.containsAll(waits.children().getOrDefault(id, Set.of()))) {
            return Refusal.OPEN_SUBTASKS;
        }
        return done.containsAll(waits.dependencies().getOrDefault(id, Set.of())) ? null : Refusal.OPEN_DEPENDENCIES;
    }
}
