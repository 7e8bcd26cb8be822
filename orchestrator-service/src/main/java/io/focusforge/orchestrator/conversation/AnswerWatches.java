package io.focusforge.orchestrator.conversation;

import io.focusforge.common.sse.Watch;
import io.focusforge.common.sse.Watches;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** All who follow answers at this replica, wherever these are made. */
@ApplicationScoped
class AnswerWatches implements Watches.Sight<AnswerKey, AnswerWatches.Seen> {
    private static final long PATIENCE_MILLIS = 1_000;
    /** How long the end of an answer waits until its messages are kept, so that all who follow are told of the same ones. */
    private static final Duration KEEPING = Duration.ofSeconds(2);

    private final WordsInRedis redis;
    private final OpenAnswers open;
    private final Texts texts;
    private final Story story;
    private final Clock clock;
    private final Watches<AnswerKey, Seen> watches;

    AnswerWatches(WordsInRedis redis, OpenAnswers open, Texts texts, Story story, AnswerConfig config, Clock clock) {
        this.redis = redis;
        this.open = open;
        this.texts = texts;
        this.story = story;
        this.clock = clock;
        this.watches = new Watches<>("answers", this, config, clock);
    }

    /**
     * How far somebody has come.
     *
     * @param entries of the list in Redis that were read
     */
    record Seen(Position position, int entries) {}

    void start(@Observes StartupEvent event, MeterRegistry registry) {
        registry.gauge("focusforge_answers_watched", watches, Watches::size);
        watches.start();
    }

    void stop(@Observes ShutdownEvent event) {
        watches.stop();
    }

    void add(Watch<AnswerKey, Seen> watch) {
        watches.add(watch);
    }

    @Override
    public Map<Watch<AnswerKey, Seen>, Optional<Watches.News<Seen>>> look(List<Watch<AnswerKey, Seen>> followers) {
        var told = new HashMap<Watch<AnswerKey, Seen>, Optional<Watches.News<Seen>>>();
        var heard = new HashMap<Watch<AnswerKey, Seen>, CompletableFuture<List<String>>>();
        followers.forEach(watch -> heard.put(watch, words(watch)));
        heard.forEach((watch, words) -> told.put(watch, since(watch.position(), now(words, List.of()))));
        var silent =
                followers.stream().filter(watch -> told.get(watch).isEmpty()).toList();
        told.keySet().removeAll(silent);
        told.putAll(ended(silent));
        return told;
    }

    private CompletableFuture<List<String>> words(Watch<AnswerKey, Seen> watch) {
        return redis.from(watch.what(), watch.position().entries())
                .toCompletionStage()
                .toCompletableFuture();
    }

    /** As far as the entries go on without a gap. */
    private static Optional<Watches.News<Seen>> since(Seen seen, List<String> entries) {
        var frames = new StringBuilder();
        var at = seen.position();
        for (var text : entries) {
            var entry = Entry.read(text);
            if (entry.from().equals(at)) {
                frames.append(entry.frame());
                at = entry.after();
            } else if (!entry.from().isBefore(at)) {
                break;
            }
        }
        var after = new Seen(at, seen.entries() + entries.size());
        return frames.isEmpty() ? Optional.empty() : Optional.of(new Watches.News<>(frames.toString(), after, false));
    }

    private Map<Watch<AnswerKey, Seen>, Optional<Watches.News<Seen>>> ended(List<Watch<AnswerKey, Seen>> silent) {
        var told = new HashMap<Watch<AnswerKey, Seen>, Optional<Watches.News<Seen>>>();
        if (silent.isEmpty()) {
            return told;
        }
        var rows = open.find(silent.stream().map(Watch::what).distinct().toList());
        for (var watch : silent) {
            var row = rows.get(watch.what());
            if (row != null) {
                told.put(watch, isOver(row) ? rest(watch, row) : Optional.empty());
            }
        }
        return told;
    }

    private boolean isOver(AnswerRow row) {
        return row.state() != AnswerState.RUNNING
                && (!row.pending() || clock.instant().isAfter(row.endedAt().plus(KEEPING)));
    }

    private Optional<Watches.News<Seen>> rest(Watch<AnswerKey, Seen> watch, AnswerRow row) {
        return Optional.ofNullable(now(texts.whole(row), null))
                .map(answer -> story.rest(answer, watch.position().position()))
                .map(frames -> new Watches.News<>(frames, watch.position(), true));
    }

    /** What is not there in time is looked for again. */
    private static <T> T now(CompletableFuture<T> future, T otherwise) {
        try {
            return future.completeOnTimeout(otherwise, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            return otherwise;
        }
    }
}
