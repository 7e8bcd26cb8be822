package io.focusforge.ai.usage;

import io.focusforge.common.problem.ProblemException;
import java.util.UUID;

/** Which calls count; null stands for all. */
record UsageFilter(String model, UUID user, UUID key) {
    UsageFilter {
        if (model != null && model.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid("model", "must not contain control characters");
        }
    }

    static UsageFilter parse(String model, String user, String key) {
        return new UsageFilter(model, id("user", user), id("key", key));
    }

    private static UUID id(String field, String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(field, "must be a UUID");
        }
    }
}
