package io.focusforge.common.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened, in the structured JSON form of CloudEvents 1.0 (https://github.com/cloudevents/spec). Extensions:
 * {@code tenantid}, and {@code traceparent} of the Distributed Tracing extension.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
    "specversion",
    "id",
    "source",
    "type",
    "subject",
    "time",
    "datacontenttype",
    "tenantid",
    "traceparent",
    "data"
})
public record CloudEvent(
        String specversion,
        UUID id,
        String source,
        String type,
        String subject,
        Instant time,
        String datacontenttype,
        UUID tenantid,
        String traceparent,
        JsonNode data) {
    public static final String TYPE_PREFIX = "io.focusforge.";

    public CloudEvent {
        if (id == null || source == null || type == null || tenantid == null) {
            throw new IllegalArgumentException("an event has id, source, type and tenantid");
        }
        specversion = "1.0";
        datacontenttype = "application/json";
    }

    /**
     * @param source the service, for example {@code /orchestrator-service}
     * @param type what happened, without the prefix, for example {@code task.created.v1}
     * @param subject the id of what it happened to
     */
    public static CloudEvent of(
            UUID id,
            String source,
            String type,
            String subject,
            Instant time,
            UUID tenant,
            String traceparent,
            JsonNode data) {
        return new CloudEvent(null, id, source, TYPE_PREFIX + type, subject, time, null, tenant, traceparent, data);
    }
}
