package io.focusforge.orchestrator.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.sse.SseEvent;
import io.focusforge.orchestrator.grounding.Citation;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.Map;

/** An answer as events. */
@ApplicationScoped
class Story {
    private static final String TYPE = "io.focusforge.answer.%s.v1";
    private static final String TEXT = TYPE.formatted("text");
    private static final String CITATION = TYPE.formatted("citation");

    private final ObjectMapper json;

    Story(ObjectMapper json) {
        this.json = json;
    }

    String started(AnswerKey key) {
        var named = Map.of("id", key.id(), "conversation", key.conversation());
        return event(Position.BEGINNING, TYPE.formatted("started"), named);
    }

    /** @param after where it ends */
    String text(String more, Position after) {
        return event(after, TEXT, Map.of("text", more));
    }

    String citation(Citation citation, Position after) {
        return event(after, CITATION, citation);
    }

    /** Its data is the whole answer. */
    String end(Answer answer, Position at) {
        return event(at.andEnd(), TYPE.formatted(answer.state().text()), answer);
    }

    /** What is missing of an answer that is over. */
    String rest(Answer answer, Position seen) {
        var frames = new StringBuilder();
        var text = answer.text() == null ? "" : answer.text();
        var at = new Position(Math.min(seen.text(), text.length()), seen.cited(), false);
        for (var citation : answer.citations().stream().skip(seen.cited()).toList()) {
            at = text(frames, text, at, Math.min(citation.at(), text.length()));
            at = at.andCitation();
            frames.append(citation(citation, at));
        }
        at = text(frames, text, at, text.length());
        return frames.append(end(answer, at)).toString();
    }

    private Position text(StringBuilder frames, String text, Position from, int to) {
        if (to <= from.text()) {
            return from;
        }
        var after = from.andText(to - from.text());
        frames.append(text(text.substring(from.text(), to), after));
        return after;
    }

    private String event(Position id, String type, Object data) {
        try {
            return new SseEvent(id.id(), type, json.writeValueAsString(data)).encode();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
