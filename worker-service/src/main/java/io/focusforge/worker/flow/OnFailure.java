package io.focusforge.worker.flow;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the failure of a child, or that it was cancelled, means to its parent. */
enum OnFailure {
    /** The parent is dead at once, and its other children are cancelled. */
    FAIL,
    /** The parent goes on as if the child had been done. */
    IGNORE,
    /** The parent runs when all children have ended, and sees the failure. */
    CONTINUE;

    static Optional<OnFailure> of(String name) {
        return Arrays.stream(values())
                .filter(policy -> policy.stored().equals(name))
                .findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(OnFailure::stored).collect(Collectors.joining(", "));
    }

    @JsonValue
    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}
