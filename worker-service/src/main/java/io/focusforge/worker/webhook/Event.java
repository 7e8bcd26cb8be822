package io.focusforge.worker.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What the receiver is told. */
@RegisterForReflection
record Event(
        @NotBlank @Size(max = 200) String type, @NotNull JsonNode data) {
    /** Sent on request, to see whether an endpoint works; every endpoint takes it. */
    static final String TEST = "webhook.test";
}
