package io.focusforge.orchestrator.eventfeed;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.sse.HttpOutlet;
import io.focusforge.common.sse.MarkedOutlet;
import io.focusforge.common.sse.SseEvent;
import io.focusforge.common.sse.Watch;
import io.focusforge.common.sse.Watches;
import io.focusforge.common.sse.Written;
import io.focusforge.orchestrator.event.FeedPosition;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All who follow events at this replica. */
@ApplicationScoped
class FeedWatches implements Watches.Sight<FeedFilter, FeedPosition> {
    private static final int SCANNED_AT_ONCE = 200;
    private final FeedStore store;
    private final FeedFrames frames;
    private final TenantDatabase database;
    private final Clock clock;
    private final Watches<FeedFilter, FeedPosition> watches;

    FeedWatches(FeedStore store, FeedFrames frames, TenantDatabase database, EventFeedConfig config, Clock clock) {
        this.store = store;
        this.frames = frames;
        this.database = database;
        this.clock = clock;
        this.watches = new Watches<>("events", this, config, clock);
    }

    void start(@Observes StartupEvent event, MeterRegistry registry) {
        registry.gauge("focusforge_event_feeds", watches, Watches::size);
        watches.start();
    }

    void stop(@Observes ShutdownEvent event) {
        watches.stop();
    }

    Response follow(FeedFilter filter, FeedPosition after, HttpServerResponse response) {
        var outlet = new MarkedOutlet(new HttpOutlet(response), FeedFrames.mark(filter, after));
        watches.add(new Watch<>(filter, filter.tenant(), after, outlet, clock.instant()));
        outlet.write("");
        return Response.ok(Written.ALREADY).type(SseEvent.MEDIA_TYPE).build();
    }

    @Override
    public Map<Watch<FeedFilter, FeedPosition>, Optional<Watches.News<FeedPosition>>> look(
            List<Watch<FeedFilter, FeedPosition>> followers) {
        var asks = followers.stream()
                .map(watch -> new FeedStore.Ask(watch.what(), watch.position()))
                .toList();
        var slices = database.acrossTenants(connection -> store.next(connection, asks, SCANNED_AT_ONCE));
        var told = new HashMap<Watch<FeedFilter, FeedPosition>, Optional<Watches.News<FeedPosition>>>();
        for (var place = 0; place < followers.size(); place++) {
            var watch = followers.get(place);
            told.put(watch, Optional.ofNullable(slices.get(place)).map(slice -> news(watch.what(), slice)));
        }
        return told;
    }

    /** Where nothing was wanted the client learns how far it is, so that it need not go through it again. */
    private Watches.News<FeedPosition> news(FeedFilter filter, FeedStore.Slice slice) {
        var text = slice.events().isEmpty()
                ? FeedFrames.mark(filter, slice.until())
                : slice.events().stream()
                        .map(event -> frames.frame(filter, event))
                        .collect(Collectors.joining());
        return new Watches.News<>(text, slice.until(), false);
    }
}
