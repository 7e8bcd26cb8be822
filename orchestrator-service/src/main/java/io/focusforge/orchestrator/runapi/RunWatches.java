package io.focusforge.orchestrator.runapi;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.sse.HttpOutlet;
import io.focusforge.common.sse.SseEvent;
import io.focusforge.common.sse.Watch;
import io.focusforge.common.sse.Watches;
import io.focusforge.common.sse.Written;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.runstore.RunReads;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All who follow runs at this replica. */
@ApplicationScoped
class RunWatches implements Watches.Sight<RunKey, Long> {
    private final RunReads reads;
    private final RunStory story;
    private final TenantDatabase database;
    private final Clock clock;
    private final Watches<RunKey, Long> watches;

    RunWatches(RunReads reads, RunStory story, TenantDatabase database, RunWatchConfig config, Clock clock) {
        this.reads = reads;
        this.story = story;
        this.database = database;
        this.clock = clock;
        this.watches = new Watches<>("runs", this, config, clock);
    }

    void start(@Observes StartupEvent event, MeterRegistry registry) {
        registry.gauge("focusforge_runs_followed", watches, Watches::size);
        watches.start();
    }

    void stop(@Observes ShutdownEvent event) {
        watches.stop();
    }

    /** Answers with the events after {@code seen}. */
    Response follow(RunKey run, long seen, HttpServerResponse response) {
        var outlet = new HttpOutlet(response);
        watches.add(new Watch<>(run, run.tenant(), seen, outlet, clock.instant()));
        outlet.write(SseEvent.KEEP_ALIVE);
        return Response.ok(Written.ALREADY).type(SseEvent.MEDIA_TYPE).build();
    }

    @Override
    public Map<Watch<RunKey, Long>, Optional<Watches.News<Long>>> look(List<Watch<RunKey, Long>> followers) {
        return database.acrossTenants(connection -> look(connection, followers));
    }

    /** The runs before their steps: of one that has ended all steps are there. */
    private Map<Watch<RunKey, Long>, Optional<Watches.News<Long>>> look(
            SqlConnection connection, List<Watch<RunKey, Long>> followers) {
        var runs = reads.runs(
                connection, followers.stream().map(Watch::what).distinct().toList());
        var steps = reads.stepsSince(
                connection,
                followers.stream()
                        .map(watch -> new RunReads.Seen(watch.what(), watch.position()))
                        .toList());
        var told = new HashMap<Watch<RunKey, Long>, Optional<Watches.News<Long>>>();
        for (var place = 0; place < followers.size(); place++) {
            var watch = followers.get(place);
            var run = runs.get(watch.what());
            if (run != null) {
                told.put(watch, story.since(watch.position(), run, steps.getOrDefault(place, List.of())));
            }
        }
        return told;
    }
}
