package io.focusforge.worker.webhook;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Body of {@code POST /api/v1/webhooks}.
 *
 * @param events types of the events that it takes; absent or empty: all
 */
public record NewEndpoint(
        @NotBlank @Size(max = 2_000) @WebhookUrl String url,

        @Size(max = 500) @Pattern(regexp = PRINTABLE, message = UNPRINTABLE)
        String description,

        @Size(max = 100)
        List<@NotBlank @Size(max = 200) @Pattern(regexp = PRINTABLE, message = UNPRINTABLE) String> events) {
    static final String PRINTABLE = "\\P{Cc}*";
    static final String UNPRINTABLE = "must not contain control characters";

    Target target() {
        return new Target(url, description, events);
    }
}
