package io.focusforge.orchestrator.projection;

import io.focusforge.orchestrator.event.RecordedEvent;
import io.focusforge.orchestrator.projection.Streams.Place;
import io.focusforge.orchestrator.projection.Streams.Touch;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** The steps of a rebuild, each in a transaction of its own that ends with how far it is. */
@ApplicationScoped
class RebuildSteps {
    private static final int CLEARED_AT_ONCE = 10_000;
    private static final int TOUCHED_AT_ONCE = 1_000;
    /** In one transaction. */
    private static final int PAGES_AT_ONCE = 10;

    private final Streams streams;
    private final Models models;
    private final Switch switching;
    private final ProjectionConfig config;
    private final Clock clock;

    RebuildSteps(Streams streams, Models models, Switch switching, ProjectionConfig config, Clock clock) {
        this.streams = streams;
        this.models = models;
        this.switching = switching;
        this.config = config;
        this.clock = clock;
    }

    /** @param connection that sees one moment all the time, unless the rebuild insists */
    Rebuild next(SqlConnection connection, Rebuild rebuild) {
        return switch (rebuild.state()) {
            case CLEARING -> isCleared(connection, rebuild) ? rebuild.building(streams.end(connection)) : rebuild;
            case BUILDING -> build(connection, rebuild);
            case CATCHING_UP -> catchUp(connection, rebuild);
            case TIDYING -> isCleared(connection, rebuild) ? rebuild.ended(clock.instant()) : rebuild;
            case DONE, FAILED -> throw new IllegalStateException("the rebuild has ended");
        };
    }

    private boolean isCleared(SqlConnection connection, Rebuild rebuild) {
        return models.clear(connection, rebuild.tenant(), CLEARED_AT_ONCE) < CLEARED_AT_ONCE;
    }

    /** While a page is worked with, the one before is being written and the next one read. */
    private Rebuild build(SqlConnection connection, Rebuild rebuild) {
        var tenant = rebuild.tenant();
        var size = config.batchSize();
        var page = streams.next(connection, tenant, Place.behind(rebuild.streamAfter()), size)
                .await();
        if (page.isEmpty()) {
            return rebuild.catchingUp();
        }
        var fold = new Fold(models.all());
        var built = new Built(connection, tenant);
        var last = page.getLast();
        for (var pages = 1; pages < PAGES_AT_ONCE && page.size() == size; pages++) {
            var next = streams.next(connection, tenant, place(last), size);
            built.write(fold, page);
            page = next.await();
            last = page.isEmpty() ? last : page.getLast();
        }
        built.write(fold, page);
        if (page.size() == size) {
            var rest = List.of(last.stream());
            built.read(fold(fold, place(last), place -> streams.next(connection, tenant, place, size, rest)));
        }
        fold.finish();
        built.write(fold, List.of());
        built.await();
        return rebuild.built(last.stream(), built.events(), built.made());
    }

    private Rebuild catchUp(SqlConnection connection, Rebuild rebuild) {
        var touched = streams.touched(connection, rebuild.tenant(), rebuild.position(), TOUCHED_AT_ONCE, false);
        if (touched.size() == TOUCHED_AT_ONCE) {
            return caughtUp(connection, rebuild, touched);
        }
        switching.begin(connection, config.switchWait(), rebuild.insists());
        var whole = rebuild;
        for (var rest = visible(connection, whole); !rest.isEmpty(); rest = visible(connection, whole)) {
            whole = caughtUp(connection, whole, rest);
        }
        return whole.switched(switching.apply(connection, rebuild.tenant()), clock.instant());
    }

    /** All that is committed at the moment of the switch, whether or not something before it is still under way. */
    private List<Touch> visible(SqlConnection connection, Rebuild rebuild) {
        return streams.touched(connection, rebuild.tenant(), rebuild.position(), TOUCHED_AT_ONCE, true);
    }

    private Rebuild caughtUp(SqlConnection connection, Rebuild rebuild, List<Touch> touched) {
        replace(
                connection,
                rebuild.tenant(),
                touched.stream().map(Touch::stream).toList());
        return rebuild.caughtUp(touched.getLast().position(), touched.size());
    }

    private void replace(SqlConnection connection, UUID tenant, Collection<UUID> touched) {
        var ids = new LinkedHashSet<>(touched);
        var fold = new Fold(models.all());
        fold(fold, Place.BEGINNING, place -> streams.next(connection, tenant, place, config.batchSize(), ids));
        fold.finish();
        models.replace(connection, tenant, ids, fold.take());
    }

    /** @return how many events there were */
    private static long fold(Fold fold, Place from, Function<Place, List<RecordedEvent>> pages) {
        var read = 0L;
        for (var page = pages.apply(from); !page.isEmpty(); page = pages.apply(place(page.getLast()))) {
            page.forEach(fold::add);
            read += page.size();
        }
        return read;
    }

    private static Place place(RecordedEvent event) {
        return new Place(event.stream(), event.version());
    }
}
