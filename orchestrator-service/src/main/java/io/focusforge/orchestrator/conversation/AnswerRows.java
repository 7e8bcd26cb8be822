package io.focusforge.orchestrator.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Between rows and answers. */
@ApplicationScoped
@RegisterForReflection(targets = {Asked.class, Result.class, Result.Error.class, Answer.class, Feedback.class})
class AnswerRows {
    static final String COLUMNS = """
            tenant_id, user_id, conversation_id, id, state, pending, request, text, result, question_id, message_id, rating, comment,
            created_at, ended_at
            """;

    private final ObjectMapper json;

    AnswerRows(ObjectMapper json) {
        this.json = json;
    }

    AnswerRow read(Row row) {
        var key = new AnswerKey(
                row.getUUID("tenant_id"), row.getUUID("user_id"), row.getUUID("conversation_id"), row.getUUID("id"));
        var ended = row.getOffsetDateTime("ended_at");
        return new AnswerRow(
                key,
                AnswerState.of(row.getString("state")),
                row.getBoolean("pending"),
                json(row.getString("request"), Asked.class),
                row.getString("text"),
                result(row),
                row.getUUID("question_id"),
                row.getUUID("message_id"),
                feedback(row),
                row.getOffsetDateTime("created_at").toInstant(),
                ended == null ? null : ended.toInstant());
    }

    Result result(Row row) {
        return json(row.getString("result"), Result.class);
    }

    String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OffsetDateTime utc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Feedback feedback(Row row) {
        var rating = row.getString("rating");
        return rating == null
                ? null
                : new Feedback(
                        rating.equals("up") ? Feedback.Rating.UP : Feedback.Rating.DOWN, row.getString("comment"));
    }

    private <T> T json(String text, Class<T> type) {
        try {
            return text == null ? null : json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
