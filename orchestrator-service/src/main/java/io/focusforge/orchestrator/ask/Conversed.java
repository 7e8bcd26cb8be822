package io.focusforge.orchestrator.ask;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.run.StepUsage;
import java.time.Duration;
import java.util.Optional;

/** What a model says in a talk that may call for tools. */
public sealed interface Conversed {
    /** @param message of the assistant, in OpenAI's shape */
    record Message(JsonNode message, StepUsage usage) implements Conversed {}

    /** Now. */
    record Unavailable(Optional<Duration> retryAfter, String reason) implements Conversed {}

    /** For good: there is no such model, or it is not asked this. */
    record Refused(String code, String reason) implements Conversed {}
}
