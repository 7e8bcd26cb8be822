package io.focusforge.orchestrator.history;

import io.focusforge.common.page.Page;
import io.focusforge.orchestrator.event.EventStore;
import io.focusforge.orchestrator.event.StoredEvent;
import io.focusforge.orchestrator.upcast.Upcasters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Pages of what happened to one thing. Who asks for one was found to be allowed to. */
@ApplicationScoped
public class Histories {
    private final EventStore events;
    private final Moments moments;
    private final AsOf asOf;

    Histories(EventStore events, Moments moments, AsOf asOf) {
        this.events = events;
        this.moments = moments;
        this.asOf = asOf;
    }

    /** As it is asked for. */
    public record Query(String limit, String cursor, String asOf) {}

    public Response page(UUID tenant, UUID stream, Query query) {
        var size = Page.limit(query.limit());
        var after = HistoryCursor.version(stream, query.cursor());
        var last = last(tenant, stream, asOf.parse(query.asOf()));
        var rows = events.read(tenant, stream, after, size + 1).stream()
                .filter(event -> event.version() <= last)
                .toList();
        var page = Page.of(rows, size, event -> HistoryCursor.after(stream, event.version()));
        return Response.ok(json(page), MediaType.APPLICATION_JSON_TYPE).build();
    }

    private int last(UUID tenant, UUID stream, Optional<Instant> at) {
        return at.map(time -> moments.version(tenant, stream, time)).orElse(Integer.MAX_VALUE);
    }

    private static String json(Page<StoredEvent> page) {
        var next = page.nextCursor() == null ? "" : ",\"nextCursor\":\"" + page.nextCursor() + '"';
        return "{\"items\":" + json(page.items()) + next + '}';
    }

    private static String json(List<StoredEvent> events) {
        return events.stream().map(Histories::json).collect(Collectors.joining(",", "[", "]"));
    }

    private static String json(StoredEvent event) {
        return "{\"type\":\"%s\",\"schemaVersion\":%d,\"version\":%d,\"time\":\"%s\",\"actor\":%s,\"data\":%s}"
                .formatted(
                        event.type(),
                        Upcasters.version(event.type()),
                        event.version(),
                        event.time(),
                        event.actor() == null ? "null" : '"' + event.actor().toString() + '"',
                        event.data());
    }
}
