package io.focusforge.worker.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.sse.SseEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;

/** A story as it is sent. */
@ApplicationScoped
class Frames {
    private final ObjectMapper json;

    Frames(ObjectMapper json) {
        this.json = json;
    }

    String of(List<Story.Told> story) {
        return story.stream().map(this::frame).collect(Collectors.joining());
    }

    private String frame(Story.Told told) {
        try {
            var data = json.writeValueAsString(told.event().data());
            return new SseEvent(told.after().id(), told.event().type(), data).encode();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
