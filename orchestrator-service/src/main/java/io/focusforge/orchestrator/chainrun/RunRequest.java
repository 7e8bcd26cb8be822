package io.focusforge.orchestrator.chainrun;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.run.Webhook;
import io.focusforge.orchestrator.runapi.RunMode;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How a chain is run.
 *
 * @param version the active one when left out
 * @param mode {@code async} when left out
 * @param timeout how long {@code sync} may take, such as PT10S
 * @param webhook who is told at the end
 */
public record RunRequest(
        @NotNull @Schema(implementation = Object.class) JsonNode input,

        @Min(1) Integer version,
        Mode mode,
        Duration timeout,
        Receiver webhook) {
    public RunRequest {
        mode = mode == null ? Mode.ASYNC : mode;
        if (timeout != null && !timeout.isPositive()) {
            throw new IllegalArgumentException("timeout is more than nothing");
        }
    }

    /** What the answer is. */
    public enum Mode {
        ASYNC,
        SYNC,
        STREAM;

        @JsonCreator
        static Mode of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Either of both. */
    public record Receiver(@Size(max = 2_000) String url, UUID endpointId) {
        Webhook webhook() {
            return new Webhook(url, endpointId);
        }
    }

    RunMode asked() {
        return switch (mode) {
            case ASYNC -> RunMode.ASYNC;
            case SYNC -> RunMode.SYNC;
            case STREAM -> RunMode.STREAM;
        };
    }
}
