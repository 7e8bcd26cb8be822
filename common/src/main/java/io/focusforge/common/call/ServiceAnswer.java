package io.focusforge.common.call;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;

/** What a service answered; {@code retryAfter} is its wish when it refused for the time being. */
public record ServiceAnswer(int status, MultiMap headers, Optional<Duration> retryAfter, Buffer body) {
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
