package io.focusforge.worker.types;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.worker.job.Priority;

/**
 * A kind of job.
 *
 * @param creator {@code client}, or {@code service}: clients see such jobs, and cannot create them
 * @param timeout of one attempt, in ISO 8601
 * @param input schema of the payload (JSON Schema 2020-12)
 * @param output schema of the result; absent when there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobTypeView(String name, String creator, Defaults defaults, JsonNode input, JsonNode output) {
    /** What a request can leave out. */
    public record Defaults(String queue, Priority priority, int maxAttempts, String timeout, Retry retry) {}

    /** How long it is waited between attempts, in ISO 8601. */
    public record Retry(String base, String cap) {}
}
