package io.focusforge.memory.documents;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.sse.Watch;
import io.focusforge.common.sse.Watches;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All who follow documents at this replica. */
@ApplicationScoped
class DocumentWatches implements Watches.Sight<DocumentKey, Long> {
    private final DocumentStore store;
    private final Story story;
    private final TenantDatabase database;
    private final Watches<DocumentKey, Long> watches;

    DocumentWatches(DocumentStore store, Story story, TenantDatabase database, FollowConfig config, Clock clock) {
        this.store = store;
        this.story = story;
        this.database = database;
        this.watches = new Watches<>("documents", this, config, clock);
    }

    void start(@Observes StartupEvent event, MeterRegistry registry) {
        registry.gauge("focusforge_documents_watched", watches, Watches::size);
        watches.start();
    }

    void stop(@Observes ShutdownEvent event) {
        watches.stop();
    }

    void add(Watch<DocumentKey, Long> watch) {
        watches.add(watch);
    }

    @Override
    public Map<Watch<DocumentKey, Long>, Optional<Watches.News<Long>>> look(List<Watch<DocumentKey, Long>> followers) {
        var keys = followers.stream().map(Watch::what).distinct().toList();
        var found = database.acrossTenants(connection -> store.all(connection, keys)).stream()
                .collect(Collectors.toMap(Document::key, Function.identity()));
        var told = new HashMap<Watch<DocumentKey, Long>, Optional<Watches.News<Long>>>();
        for (var watch : followers) {
            var document = found.get(watch.what());
            if (document != null) {
                told.put(watch, story.since(watch.position(), document));
            }
        }
        return told;
    }
}
