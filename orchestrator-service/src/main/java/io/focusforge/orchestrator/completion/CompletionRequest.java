package io.focusforge.orchestrator.completion;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.grounding.Past;
import io.focusforge.orchestrator.grounding.Tokens;
import io.focusforge.orchestrator.grounding.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A chat completion as OpenAI's clients ask for it.
 *
 * @param question the last message of the user
 * @param past what comes before it
 */
record CompletionRequest(String question, Past past, boolean stream, boolean includesUsage) {
    private static final Set<String> RULES = Set.of("system", "developer");
    private static final Set<String> SAID = Set.of("user", "assistant");

    /** @throws ProblemException {@code invalid_request} */
    static CompletionRequest of(JsonNode body, Tokens tokens) {
        if (!body.path("tools").isEmpty()) {
            throw ProblemException.invalid("tools", "are not called by the model focusforge");
        }
        var turns = StreamSupport.stream(body.path("messages").spliterator(), false)
                .map(message -> turn(message, tokens))
                .filter(turn -> !turn.content().isBlank())
                .toList();
        if (turns.isEmpty() || !turns.getLast().role().equals("user")) {
            throw ProblemException.invalid("messages", "must end with a text of the user");
        }
        var before = turns.subList(0, turns.size() - 1);
        var past = new Past(with(before, RULES), null, with(before, SAID));
        return new CompletionRequest(
                turns.getLast().content(),
                past,
                body.path("stream").asBoolean(),
                body.at("/stream_options/include_usage").asBoolean());
    }

    private static List<Turn> with(List<Turn> turns, Set<String> roles) {
        return turns.stream().filter(turn -> roles.contains(turn.role())).toList();
    }

    private static Turn turn(JsonNode message, Tokens tokens) {
        var text = text(message.path("content"));
        return new Turn(message.path("role").asText(), text, Tokens.FRAME + tokens.of(text));
    }

    private static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.asText("");
        }
        var parts = new ArrayList<JsonNode>();
        content.forEach(parts::add);
        return parts.stream().map(part -> part.path("text").asText("")).collect(Collectors.joining("\n"));
    }
}
