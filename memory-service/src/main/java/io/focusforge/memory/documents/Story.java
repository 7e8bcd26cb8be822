package io.focusforge.memory.documents;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.event.CloudEvent;
import io.focusforge.common.sse.SseEvent;
import io.focusforge.common.sse.Watches;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells what has happened to a document since a step, as frames of a stream. Each state is told, also one that was over between two looks; of the
 * percents only the newest. The id of an event is its step, which means the same on every replica.
 */
@ApplicationScoped
class Story {
    private static final String PROGRESS = "progress";

    /** @param reason of a failure */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Told(DocumentState state, int version, Integer percent, String reason, Instant at) {}

    private final ObjectMapper json;

    Story(ObjectMapper json) {
        this.json = json;
    }

    /** @param seen the last step that is known */
    Optional<Watches.News<Long>> since(long seen, Document document) {
        var ingestion = document.ingestion();
        if (ingestion.step() <= seen) {
            return Optional.empty();
        }
        var frames = new StringBuilder();
        for (var stage : ingestion.stages()) {
            if (stage.step() > seen) {
                frames.append(stage(document, stage));
            }
        }
        var last = ingestion.stages().getLast();
        if (last.step() < ingestion.step()) {
            frames.append(progress(document, last));
        }
        return Optional.of(new Watches.News<>(
                frames.toString(), ingestion.step(), ingestion.state().isOver()));
    }

    private String stage(Document document, Stage stage) {
        var ingestion = document.ingestion();
        var isNow = stage.equals(ingestion.stages().getLast());
        var told = new Told(
                stage.state(),
                ingestion.version(),
                isNow ? ingestion.percent() : null,
                isNow ? ingestion.reason() : null,
                stage.at());
        return frame(stage.step(), stage.state().name().toLowerCase(Locale.ROOT), told);
    }

    private String progress(Document document, Stage last) {
        var ingestion = document.ingestion();
        var told = new Told(last.state(), ingestion.version(), ingestion.percent(), null, document.updatedAt());
        return frame(ingestion.step(), PROGRESS, told);
    }

    private String frame(long step, String what, Told told) {
        try {
            var name = CloudEvent.TYPE_PREFIX + "document." + what + ".v1";
            return new SseEvent(Long.toString(step), name, json.writeValueAsString(told)).encode();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
