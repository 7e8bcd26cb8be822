package io.focusforge.memory.sources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Sources as rows. */
@ApplicationScoped
class SourceRows {
    private final ObjectMapper json;

    SourceRows(ObjectMapper json) {
        this.json = json;
    }

    Source source(Row row) {
        return new Source(
                new SourceKey(row.getUUID("tenant_id"), row.getUUID("source_id")),
                row.getUUID("user_id"),
                new NewSource(
                        row.getString("name"),
                        read(row, "place", Place.class),
                        row.getString("collection"),
                        row.getBoolean("shared"),
                        read(row, "timing", Timing.class)),
                row.getBoolean("paused"),
                new Source.Schedule(row.getUUID("schedule_id"), row.getInteger("schedule_revision")),
                row.getBoolean("leaving"),
                run(row),
                read(row, "last_run", LastRun.class),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    /** For the columns from the first on, up to the times; without schedule, run and last run. */
    Tuple tuple(Source source, byte[] requestHash) {
        var asked = source.asked();
        return Tuple.of(source.key().tenant(), source.key().id(), source.user(), asked.name())
                .addValue(object(asked.place()))
                .addString(asked.collection())
                .addBoolean(asked.shared())
                .addValue(object(asked.schedule()))
                .addValue(object(Counts.NONE))
                .addValue(requestHash == null ? null : Buffer.buffer(requestHash))
                .addOffsetDateTime(utc(source.createdAt()));
    }

    Counts counts(Row row) {
        return read(row, "counts", Counts.class);
    }

    /** @return null for null */
    JsonObject object(Object value) {
        try {
            return value == null ? null : new JsonObject(json.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private Run run(Row row) {
        var id = row.getUUID("run_id");
        return id == null
                ? null
                : new Run(id, instant(row, "run_started_at"), row.getBoolean("run_listed"), counts(row));
    }

    private <T> T read(Row row, String column, Class<T> type) {
        var value = row.getJsonObject(column);
        try {
            return value == null ? null : json.readValue(value.encode(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
