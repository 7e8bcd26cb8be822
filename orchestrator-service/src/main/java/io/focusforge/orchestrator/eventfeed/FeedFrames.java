package io.focusforge.orchestrator.eventfeed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import io.focusforge.common.event.CloudEvent;
import io.focusforge.common.sse.SseEvent;
import io.focusforge.orchestrator.event.FeedPosition;
import io.focusforge.orchestrator.event.RecordedEvent;
import jakarta.enterprise.context.ApplicationScoped;

/** Events as they are sent. */
@ApplicationScoped
class FeedFrames {
    private static final String TASKS = CloudEvent.TYPE_PREFIX + "task.";
    private final ObjectMapper json;

    FeedFrames(ObjectMapper json) {
        this.json = json;
    }

    /** Tells nothing but where to go on: clients keep the id, and show no event. */
    static String mark(FeedFilter filter, FeedPosition position) {
        return "id: " + FeedCursor.encode(filter.number(), position) + "\n\n";
    }

    String frame(FeedFilter filter, RecordedEvent event) {
        try {
            var id = FeedCursor.encode(filter.number(), event.position());
            return new SseEvent(id, event.type(), json.writeValueAsString(cloudEvent(event))).encode();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event cannot be written", e);
        }
    }

    private static CloudEvent cloudEvent(RecordedEvent event) {
        return new CloudEvent(
                null,
                event.id(),
                event.type().startsWith(TASKS) ? "/orchestrator/tasks" : "/orchestrator",
                event.type(),
                event.stream().toString(),
                event.time(),
                null,
                event.tenant(),
                event.traceparent(),
                JsonNodeFactory.instance.rawValueNode(new RawValue(event.data())));
    }
}
