package io.focusforge.orchestrator.publication;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.focusforge.common.erasure.DataSubject;
import io.focusforge.common.event.CloudEvent;
import io.focusforge.common.id.Ids;
import io.focusforge.common.job.JobRequest;
import io.focusforge.common.outbox.Outbox;
import io.focusforge.common.outbox.OutboxMessage;
import io.focusforge.orchestrator.event.RecordedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Events as jobs {@code webhook.publish}: of one user each, with whom they are erased, in order, and of bounded size. */
@ApplicationScoped
class Publications {
    private static final String PUBLISH = "webhook.publish";
    private static final int MOST_EVENTS = 100;
    private static final int MOST_TEXT = 60_000;
    /** Longer data is to be fetched. */
    private static final int LONGEST_DATA = 32_000;

    private final Outbox outbox;
    private final ObjectMapper json;

    Publications(Outbox outbox, ObjectMapper json) {
        this.outbox = outbox;
        this.json = json;
    }

    List<OutboxMessage> of(List<RecordedEvent> events) {
        return events.stream()
                .filter(RecordedEvent::isReadable)
                .collect(Collectors.groupingBy(
                        event -> new DataSubject(event.tenant(), event.user()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .flatMap(ofUser -> parts(ofUser).stream())
                .map(this::job)
                .toList();
    }

    private static List<List<RecordedEvent>> parts(List<RecordedEvent> all) {
        var parts = new ArrayList<List<RecordedEvent>>();
        var text = 0;
        for (var event : all) {
            var length = length(event);
            if (parts.isEmpty() || parts.getLast().size() == MOST_EVENTS || text + length > MOST_TEXT) {
                parts.add(new ArrayList<>());
                text = 0;
            }
            parts.getLast().add(event);
            text += length;
        }
        return parts;
    }

    private OutboxMessage job(List<RecordedEvent> events) {
        var payload = json.createObjectNode();
        var list = payload.putArray("events");
        events.forEach(event -> add(list, event));
        var first = events.getFirst();
        return outbox.job(new JobRequest(
                Ids.next(), first.tenant(), first.user(), null, PUBLISH, payload, null, null, first.traceparent()));
    }

    private static void add(ArrayNode list, RecordedEvent event) {
        var data = list.addObject()
                .put("id", event.id().toString())
                .put("type", event.type().substring(CloudEvent.TYPE_PREFIX.length()))
                .put("userId", event.user().toString())
                .putObject("data")
                .put("id", event.id().toString())
                .put("subject", event.stream().toString())
                .put("version", event.version())
                .put("time", event.time().toString());
        if (isLong(event)) {
            data.putNull("data");
        } else {
            data.putRawValue("data", new RawValue(event.data()));
        }
    }

    private static int length(RecordedEvent event) {
        return isLong(event) ? 0 : event.data().length();
    }

    private static boolean isLong(RecordedEvent event) {
        return event.data().length() > LONGEST_DATA;
    }
}
