package io.focusforge.orchestrator.eventfeed;

import io.focusforge.common.event.TypePattern;
import io.focusforge.orchestrator.event.RecordedEvent;
import java.util.List;
import java.util.UUID;

/**
 * Which events somebody wants: the user's own, and of those only these, where anything is named.
 *
 * @param subjects ids of what the events are of
 */
record FeedFilter(UUID tenant, UUID user, List<TypePattern> types, List<UUID> subjects) {
    FeedFilter {
        types = types.stream()
                .distinct()
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
        subjects = subjects.stream().distinct().sorted().toList();
    }

    boolean wants(RecordedEvent event) {
        return (types.isEmpty() || types.stream().anyMatch(type -> type.matches(event.type())))
                && (subjects.isEmpty() || subjects.contains(event.stream()));
    }

    /** By which a position is known to be of the same query. */
    int number() {
        return (tenant + "/" + user + "/" + types + "/" + subjects).hashCode();
    }
}
