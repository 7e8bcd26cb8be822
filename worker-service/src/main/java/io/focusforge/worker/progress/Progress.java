package io.focusforge.worker.progress;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * How far a job has come, as its handler said last.
 *
 * @param percent 0 to 100
 * @param message absent when the handler gave none
 * @param attempt the one that said it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record Progress(int percent, String message, int attempt, Instant at) {
    static final int MAX_MESSAGE = 500;

    public Progress {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("progress is from 0 to 100 percent, not " + percent);
        }
        message = message == null ? null : Line.of(message, MAX_MESSAGE);
    }
}
