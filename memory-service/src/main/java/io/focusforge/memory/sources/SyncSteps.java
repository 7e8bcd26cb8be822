package io.focusforge.memory.sources;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * A run, step by step: first the place is listed and what is to be done is noted, then it is done item by item. Every step stands on what the ones
 * before have stored.
 */
@ApplicationScoped
class SyncSteps {
    private static final int AT_ONCE = 50;

    /** What is to come. */
    enum Next {
        MORE,
        DONE
    }

    private final Departure departure;
    private final RunStore runs;
    private final Kinds kinds;
    private final ItemWork work;
    private final SourcesConfig config;
    private final Clock clock;

    SyncSteps(Departure departure, RunStore runs, Kinds kinds, ItemWork work, SourcesConfig config, Clock clock) {
        this.departure = departure;
        this.runs = runs;
        this.kinds = kinds;
        this.work = work;
        this.config = config;
        this.clock = clock;
    }

    /** A source that is not there, is paused, or has another run, has nothing to do. */
    Next step(SourceKey key, UUID user, UUID run) throws InterruptedException {
        var now = clock.instant();
        var taken = runs.take(key, user, run, now, now.plus(config.runTimeout()));
        if (taken.isEmpty()) {
            return Next.DONE;
        }
        var source = taken.get();
        if (source.paused() && !source.leaving()) {
            return end(source, "the source is paused");
        }
        return source.run().listed() ? items(source) : list(source);
    }

    private Next list(Source source) throws InterruptedException {
        if (source.leaving()) {
            runs.list(source, List.of(), true);
            return Next.MORE;
        }
        return switch (kinds.list(source.key().tenant(), source.asked().place(), config.maxItems())) {
            case Listing.Failed(var reason) -> end(source, reason);
            case Listing.Listed(var entries) -> {
                runs.list(source, entries, entries.size() < config.maxItems());
                yield Next.MORE;
            }
        };
    }

    private Next items(Source source) throws InterruptedException {
        var end = System.nanoTime() + config.step().toNanos();
        var todo = runs.todo(source.key(), AT_ONCE);
        for (var item : todo) {
            work.handle(source, item);
            if (System.nanoTime() > end) {
                return Next.MORE;
            }
        }
        return todo.size() == AT_ONCE ? Next.MORE : end(source, null);
    }

    private Next end(Source source, String error) {
        if (source.leaving()) {
            departure.end(source);
            return Next.DONE;
        }
        var started = source.run().startedAt();
        runs.finish(
                source,
                counts -> new LastRun(started, clock.instant(), counts, counts.listed() >= config.maxItems(), error));
        return Next.DONE;
    }
}
