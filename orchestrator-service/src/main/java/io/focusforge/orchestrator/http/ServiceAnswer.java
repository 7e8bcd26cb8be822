package io.focusforge.orchestrator.http;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;

/** What a service answered; {@code retryAfter} is its wish when it refused for the time being. */
public record ServiceAnswer(int status, Optional<Duration> retryAfter, Buffer body) {
    static ServiceAnswer of(int status, String retryAfter, Buffer body) {
        return new ServiceAnswer(status, seconds(retryAfter), body);
    }

    private static Optional<Duration> seconds(String header) {
        if (header == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(header.strip()))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
