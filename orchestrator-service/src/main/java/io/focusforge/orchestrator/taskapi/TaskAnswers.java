package io.focusforge.orchestrator.taskapi;

import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.orchestrator.task.QueryCursor;
import io.focusforge.orchestrator.task.StoredTask;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Answers made from JSON that is stored as it is sent. */
final class TaskAnswers {
    /** The version is the only number that stands between the context and the time of creation. */
    private static final Pattern VERSION = Pattern.compile(",\"version\":(\\d+),\"createdAt\":");

    private TaskAnswers() {}

    static Response task(int status, String document, int version) {
        return json(status, document).header(HttpHeaders.ETAG, etag(version)).build();
    }

    static Response created(UUID id, String document, int version) {
        return json(201, document)
                .header(HttpHeaders.LOCATION, location(id))
                .header(HttpHeaders.ETAG, etag(version))
                .build();
    }

    /** The first answer again, byte for byte. */
    static Response replay(StoredAnswer answer) {
        var response = json(answer.status(), answer.body()).header(IdempotencyKey.REPLAYED_HEADER, "true");
        if (answer.location() != null) {
            response.header(HttpHeaders.LOCATION, answer.location());
        }
        var version = VERSION.matcher(answer.body()).results().reduce((first, last) -> last);
        version.ifPresent(match -> response.header(HttpHeaders.ETAG, etag(Integer.parseInt(match.group(1)))));
        return response.build();
    }

    static Response replay(int status, StoredTask task) {
        var location = status == 201 ? location(task.id()) : null;
        return replay(new StoredAnswer(status, location, task.document()));
    }

    static String location(UUID id) {
        return "/api/v1/tasks/" + id;
    }

    /** @param rows one more than the limit, when there are that many */
    static Response page(List<StoredTask> rows, int limit, Function<StoredTask, QueryCursor> position) {
        if (rows.size() <= limit) {
            return json(200, page(rows, StoredTask::document, null)).build();
        }
        var items = rows.subList(0, limit);
        var next = position.apply(items.getLast()).encode();
        return json(200, page(items, StoredTask::document, next)).build();
    }

    private static <T> String page(List<T> items, Function<T, String> toJson, String nextCursor) {
        var page = new StringBuilder("{\"items\":[");
        for (var i = 0; i < items.size(); i++) {
            page.append(i == 0 ? "" : ",").append(toJson.apply(items.get(i)));
        }
        page.append(']');
        if (nextCursor != null) {
            page.append(",\"nextCursor\":\"").append(nextCursor).append('"');
        }
        return page.append('}').toString();
    }

    private static Response.ResponseBuilder json(int status, String body) {
        return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body);
    }

    private static String etag(int version) {
        return "\"" + version + "\"";
    }
}
