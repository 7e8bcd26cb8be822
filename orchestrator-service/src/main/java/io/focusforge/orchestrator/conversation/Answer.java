package io.focusforge.orchestrator.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.focusforge.orchestrator.grounding.Citation;
import io.focusforge.orchestrator.grounding.Sources;
import io.focusforge.orchestrator.modelstream.Usage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An answer as clients see it.
 *
 * @param question the message that asks; absent until it is kept
 * @param message the message that answers; absent until it is kept, and where there is none
 * @param text absent while it is made, and in lists
 * @param citations one for each marker of the text, in the order of their numbers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Answer(
        UUID id,
        UUID conversation,
        AnswerState state,
        UUID question,
        UUID message,
        String text,
        List<Citation> citations,
        String model,
        Boolean degraded,
        String finish,
        Sources.States sources,
        Usage tokens,
        Result.Error error,
        Feedback feedback,
        Instant createdAt,
        Instant endedAt) {
    static Answer of(AnswerRow row, String text) {
        var result = row.result();
        var over = result != null;
        return new Answer(
                row.key().id(),
                row.key().conversation(),
                row.state(),
                row.question(),
                row.message(),
                text,
                over ? result.citations() : null,
                over ? result.model() : null,
                over ? result.degraded() : null,
                over ? result.finish() : null,
                over ? result.sources() : null,
                over ? result.tokens() : null,
                over ? result.error() : null,
                row.feedback(),
                row.createdAt(),
                row.endedAt());
    }
}
