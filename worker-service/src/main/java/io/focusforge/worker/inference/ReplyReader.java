package io.focusforge.worker.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServiceAnswer;
import io.focusforge.worker.http.HttpOutcome;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.upstream.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what ai-service answered. */
@ApplicationScoped
class ReplyReader {
    private static final Set<Integer> EVERYWHERE = Set.of(401, 403, 429, 503);
    private static final int MAX_MESSAGE = 500;
    private static final String COST = "x-focusforge-cost";
    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

    private final ObjectMapper json;

    ReplyReader(ObjectMapper json) {
        this.json = json;
    }

    Reply none(Throwable failure) {
        return new Reply.Away(
                "upstream_unreachable",
                "ai-service gave no answer (" + failure.getClass().getSimpleName() + ").",
                Duration.ZERO,
                true);
    }

    /** @param textLimit characters of the answer that are kept */
    Reply read(ServiceAnswer answer, int textLimit) {
        var outcome =
                new HttpOutcome.Answer(answer.status(), answer.retryAfter().orElse(Duration.ZERO));
        return switch (Verdict.on(Service.AI, outcome)) {
            case JobResult.Done done -> answered(tree(answer), textLimit, cost(answer));
            case JobResult.Failed failed -> refused(tree(answer), failed);
            case JobResult.Retry retry ->
                new Reply.Away(retry.code(), retry.message(), retry.atLeast(), EVERYWHERE.contains(answer.status()));
        };
    }

    private static Reply answered(JsonNode answer, int textLimit, Long cost) {
        var choice = answer.path("choices").path(0);
        if (!choice.path("message").isObject()) {
            return new Reply.Refused("model_answer_unreadable", "The model's answer holds no message.");
        }
        var usage = answer.path("usage");
        var tokens = new Answer.Tokens(
                usage.path("prompt_tokens").asLong(),
                usage.path("completion_tokens").asLong());
        return new Reply.Answered(Answer.of(
                        choice.path("message").path("content").asText(""),
                        choice.path("finish_reason").textValue(),
                        tokens,
                        textLimit)
                .costing(cost));
    }

    private static Long cost(ServiceAnswer answer) {
        return answer.header(COST)
                .filter(text -> DIGITS.matcher(text).matches())
                .map(Long::valueOf)
                .orElse(null);
    }

    private static Reply refused(JsonNode answer, JobResult.Failed failed) {
        var error = answer.path("error");
        var message = error.path("message").asText(failed.message()).replace('\u0000', '\ufffd');
        return new Reply.Refused(
                error.path("code").asText(failed.code()),
                message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) : message);
    }

    private JsonNode tree(ServiceAnswer answer) {
        try {
            return json.readTree(answer.body().getBytes());
        } catch (JsonProcessingException e) {
            return json.missingNode();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
