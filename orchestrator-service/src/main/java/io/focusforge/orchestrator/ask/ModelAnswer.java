package io.focusforge.orchestrator.ask;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.run.StepUsage;
import java.time.Duration;
import java.util.Optional;

/** What came of asking a model. */
public sealed interface ModelAnswer {
    /** It fits the schema. */
    record Given(JsonNode output, String model, StepUsage usage) implements ModelAnswer {}

    /** Now; {@code retryAfter} is the model's own wish. */
    record Unavailable(Optional<Duration> retryAfter, String reason, StepUsage usage) implements ModelAnswer {}

    /** The model said something else than was asked for, to the end. */
    record Invalid(String reason, StepUsage usage) implements ModelAnswer {}

    /** The request is none that a model is asked, or none that the caller may ask. */
    record Refused(String code, String reason, StepUsage usage) implements ModelAnswer {}

    /** There is no such model, and nobody expects one. */
    record NotConfigured() implements ModelAnswer {}
}
