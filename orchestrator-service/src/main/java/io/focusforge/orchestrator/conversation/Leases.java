package io.focusforge.orchestrator.conversation;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * Who makes an answer says so again and again; who has not been heard of for a while is dead. Then the answer has failed, and what the user said is kept.
 */
@ApplicationScoped
class Leases {
    static final String INTERRUPTED = "interrupted";
    static final String WHY = "The replica that made the answer has gone. Have it made again.";
    private static final Logger LOG = Logger.getLogger(Leases.class);
    private static final int AT_ONCE = 50;

    private final OpenAnswers open;
    private final AnswerStore store;
    private final Keeping keeping;
    private final Running running;
    private final AnswerConfig config;
    private final Clock clock;

    Leases(OpenAnswers open, AnswerStore store, Keeping keeping, Running running, AnswerConfig config, Clock clock) {
        this.open = open;
        this.store = store;
        this.keeping = keeping;
        this.running = running;
        this.config = config;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    Instant from(Instant when) {
        return when.plus(config.lease());
    }

    /** An answer that is over in the table already is not to go on here. */
    @Scheduled(every = "{focusforge.answers.renew-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void renew() {
        var mine = running.keys();
        if (!mine.isEmpty()) {
            var known = open.renew(mine, from(now()));
            mine.stream()
                    .map(AnswerKey::id)
                    .filter(id -> known.getOrDefault(id, true))
                    .forEach(running::stop);
        }
    }

    @Scheduled(every = "{focusforge.answers.sweep-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        open.take(now(), from(now()), AT_ONCE).forEach(this::lookAfter);
    }

    private void lookAfter(AnswerRow row) {
        try {
            if (row.state() != AnswerState.RUNNING) {
                keep(row);
                return;
            }
            var failed = row.ended(AnswerState.FAILED, null, Result.failed(INTERRUPTED, WHY), now());
            if (store.end(failed, from(now()))) {
                keep(failed);
            }
        } catch (RuntimeException e) {
            LOG.warnf("Answer %s is looked after later: %s", row.key().id(), e);
        }
    }

    private void keep(AnswerRow row) {
        keeping.all(row, CompletableFuture.failedFuture(new IllegalStateException("not asked yet")));
    }
}
