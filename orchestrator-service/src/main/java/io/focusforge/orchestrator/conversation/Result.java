package io.focusforge.orchestrator.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.focusforge.orchestrator.grounding.Citation;
import io.focusforge.orchestrator.grounding.Sources;
import io.focusforge.orchestrator.modelstream.Usage;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What came of an answer, besides its text.
 *
 * @param model who answered; null where nobody did
 * @param degraded whether something was missing: a source that was away, or the model that was meant to answer
 * @param finish why the model stopped, as OpenAI names it
 * @param error null but for an answer that has failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Result(
        List<Citation> citations,
        String model,
        boolean degraded,
        String finish,
        Sources.States sources,
        Usage tokens,
        Error error) {
    /** As in a problem. */
    record Error(String code, String detail) {}

    /** @param withdrawn documents that are not quoted any more */
    Result without(Set<UUID> withdrawn) {
        var shown = citations.stream()
                .map(citation -> citation.document() != null && withdrawn.contains(citation.document())
                        ? citation.withdrawn()
                        : citation)
                .toList();
        return new Result(shown, model, degraded, finish, sources, tokens, error);
    }

    static Result failed(String code, String detail) {
        return new Result(List.of(), null, false, null, null, null, new Error(code, detail));
    }
}
