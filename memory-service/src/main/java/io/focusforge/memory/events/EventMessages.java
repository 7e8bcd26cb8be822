package io.focusforge.memory.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.event.CloudEvent;
import io.focusforge.common.id.Ids;
import io.focusforge.common.outbox.Outbox;
import io.focusforge.common.outbox.OutboxMessage;
import io.focusforge.memory.memories.MemoryEvent;
import io.focusforge.memory.relay.Publications;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Events as they are sent: on a stream as CloudEvents, and to the worker for webhooks. Rows are not named for their first
 * event, because one that is told again comes in another row.
 */
@ApplicationScoped
class EventMessages {
    private static final String SOURCE = "/memory-service";
    private static final int TOGETHER = 100;

    private final Outbox outbox;
    private final Publications publications;
    private final ObjectMapper json;

    EventMessages(Outbox outbox, Publications publications, ObjectMapper json) {
        this.outbox = outbox;
        this.publications = publications;
        this.json = json;
    }

    List<CloudEvent> events(List<MemoryEvent> events) {
        return events.stream().map(this::event).toList();
    }

    List<OutboxMessage> of(List<CloudEvent> events) {
        var byTenant = events.stream()
                .collect(Collectors.groupingBy(CloudEvent::tenantid, LinkedHashMap::new, Collectors.toList()));
        var messages = new ArrayList<OutboxMessage>();
        byTenant.forEach((tenant, all) -> parts(all).forEach(part -> {
            messages.add(row(tenant, part));
            messages.add(outbox.job(publications.of(tenant, part)));
        }));
        return messages;
    }

    private static Stream<List<CloudEvent>> parts(List<CloudEvent> all) {
        return IntStream.iterate(0, from -> from < all.size(), from -> from + TOGETHER)
                .mapToObj(from -> all.subList(from, Math.min(all.size(), from + TOGETHER)));
    }

    private OutboxMessage row(UUID tenant, List<CloudEvent> events) {
        var lines = events.stream().map(this::write).collect(Collectors.joining("\n"));
        return new OutboxMessage(tenant, Ids.next(), OutboxMessage.Kind.EVENT, lines);
    }

    private CloudEvent event(MemoryEvent event) {
        return CloudEvent.of(
                event.id(),
                SOURCE,
                type(event),
                event.memory().toString(),
                event.at(),
                event.owner().tenant(),
                null,
                data(event));
    }

    private ObjectNode data(MemoryEvent event) {
        var data = json.createObjectNode()
                .put("memoryId", event.memory().toString())
                .put("userId", event.owner().user().toString())
                .put("revision", event.revision());
        if (event.by() != null) {
            data.put("by", event.by().toString());
        }
        return data;
    }

    private static String type(MemoryEvent event) {
        return switch (event.action()) {
            case CREATED -> "memory.created.v1";
            case UPDATED, ABSORBED -> "memory.updated.v1";
            case MERGED -> "memory.merged.v1";
            case SUPERSEDED -> "memory.superseded.v1";
            case DELETED -> "memory.deleted.v1";
            case EXPIRED -> "memory.expired.v1";
        };
    }

    private String write(CloudEvent event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event cannot be written", e);
        }
    }
}
