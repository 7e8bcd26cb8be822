package io.focusforge.ai.batch;

import io.focusforge.ai.error.OpenAiError;
import io.focusforge.ai.request.RequestJson;
import io.focusforge.common.problem.Problem;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.trace.TraceContext;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What became of one request, in the shape of a line of OpenAI's batches.
 *
 * @param customId may be null
 * @param body a chat completion, or an error in OpenAI's shape
 * @param retryAfterMillis 0 when waiting would not help
 */
public record BatchAnswer(String customId, int status, Buffer body, long retryAfterMillis) {
    private static final int OK = 200;

    static BatchAnswer of(BatchRequest.Item item, Buffer body) {
        return new BatchAnswer(item.customId(), OK, body, 0);
    }

    static BatchAnswer of(BatchRequest.Item item, ProblemException e) {
        var problem = Problem.of(e.code(), e.getMessage(), TraceContext.currentTraceId(), e.violations());
        var retryAfter =
                e.retryAfter().map(delay -> Math.max(1, delay.toMillis())).orElse(0L);
        return new BatchAnswer(
                item.customId(), problem.status(), Json.encodeToBuffer(OpenAiError.of(problem)), retryAfter);
    }

    public boolean isAnswered() {
        return status == OK;
    }

    /** All of them, as the body of an answer. */
    static Buffer list(List<BatchAnswer> answers) {
        var body = Buffer.buffer("{\"object\":\"list\",\"data\":[");
        for (var i = 0; i < answers.size(); i++) {
            answers.get(i).write(i, body.appendString(i == 0 ? "" : ","));
        }
        return body.appendString("]}");
    }

    private void write(int index, Buffer to) {
        var id = customId == null ? "null" : new String(RequestJson.quoted(customId), StandardCharsets.UTF_8);
        to.appendString("{\"index\":" + index + ",\"custom_id\":" + id);
        if (retryAfterMillis > 0) {
            to.appendString(",\"retry_after_ms\":" + retryAfterMillis);
        }
        to.appendString(",\"response\":{\"status_code\":" + status + ",\"body\":")
                .appendBuffer(body)
                .appendString("}}");
    }
}
