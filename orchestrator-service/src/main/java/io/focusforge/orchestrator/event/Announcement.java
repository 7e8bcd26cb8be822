package io.focusforge.orchestrator.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.focusforge.common.event.CloudEvent;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the rest of the suite is told of events, on streams that others keep and export: that they happened, to what and to whom. What they say
 * stays here, so that it need not be erased where it was told.
 */
public final class Announcement {
    private Announcement() {}

    /** @param source the feature, for example {@code /orchestrator/tasks} */
    public static List<CloudEvent> of(String source, NewEvents batch) {
        return IntStream.range(0, batch.events().size())
                .mapToObj(place -> of(source, batch, place))
                .toList();
    }

    private static CloudEvent of(String source, NewEvents batch, int place) {
        var event = batch.events().get(place);
        var data = JsonNodeFactory.instance
                .objectNode()
                .put("userId", batch.user().toString())
                .put("version", batch.expectedVersion() + place + 1);
        return new CloudEvent(
                null,
                event.id(),
                source,
                event.type(),
                batch.stream().toString(),
                batch.time(),
                null,
                batch.tenant(),
                batch.traceparent(),
                data);
    }
}
