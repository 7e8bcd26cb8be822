package io.focusforge.memory.feed;

import io.focusforge.common.event.TypePattern;
import java.util.List;
import java.util.UUID;

/**
 * Which changes somebody wants: those of the user's own memories and documents, and of those only these.
 *
 * @param subjects ids of memories and documents; none for all
 */
record FeedFilter(UUID tenant, UUID user, List<TypePattern> types, List<UUID> subjects) {
    FeedFilter {
        types = types.stream()
                .distinct()
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
        subjects = subjects.stream().distinct().sorted().toList();
    }

    /** By which a position is known to be of the same query. */
    int number() {
        return (tenant + "/" + user + "/" + types + "/" + subjects).hashCode();
    }
}
