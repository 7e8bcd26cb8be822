package io.focusforge.worker.webhook;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Body of {@code PATCH /api/v1/webhooks/{id}}. What is left out stays what it was.
 *
 * @param enabled true gives a disabled endpoint a clean slate
 */
public record EditEndpoint(
        @Size(min = 1, max = 2_000) @WebhookUrl String url,

        @Size(max = 500) @Pattern(regexp = NewEndpoint.PRINTABLE, message = NewEndpoint.UNPRINTABLE)
        String description,

        @Size(max = 100)
        List<
                        @NotBlank @Size(max = 200)
                        @Pattern(regexp = NewEndpoint.PRINTABLE, message = NewEndpoint.UNPRINTABLE) String>
                events,

        Boolean enabled) {
    Endpoint apply(Endpoint endpoint, Instant now) {
        return endpoint.with(target(endpoint.target()), health(endpoint, now), now);
    }

    private Target target(Target before) {
        return new Target(
                Objects.requireNonNullElse(url, before.url()),
                Objects.requireNonNullElse(description, before.description()),
                Objects.requireNonNullElse(events, before.events()));
    }

    /** What was sent elsewhere says nothing of a new URL. */
    private Health health(Endpoint endpoint, Instant now) {
        var moved = url != null && !url.equals(endpoint.target().url());
        var before = moved ? endpoint.health().delivered() : endpoint.health();
        if (enabled == null) {
            return before;
        }
        return enabled ? before.enable() : before.disable(Health.Reason.MANUAL, now);
    }
}
