package io.focusforge.common.http;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** The threads that move bytes. */
@ConfigMapping(prefix = "focusforge.event-loops")
public interface EventLoopsConfig {
    /** How many there are; as many as the container has processors when it is not set. Each more costs wake-ups: what comes on one and goes on by another is handed over. */
    Optional<@Min(1) Integer> count();
}
