package io.focusforge.ai.usage;

import io.focusforge.ai.price.Prices;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.Providers;
import io.focusforge.ai.usage.Usage.Kind;
import io.focusforge.ai.usage.Usage.Subject;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.trace.TraceContext;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Writes down what was used. A call is in the journal, which outlives this process, when the method that counts it returns; from there it gets
 * to the database within {@code focusforge.usage.flush-every}, or as soon as that is back. No method waits for either.
 */
@Singleton
public class UsageLedger {
    private static final Logger LOG = Logger.getLogger(UsageLedger.class);

    private final LedgerJournal journal;
    private final LedgerWriter writer;
    private final LedgerConfig config;
    private final Prices prices;
    private final Clock clock;
    private final UsageMeters meters;
    private final CountDownLatch stopped = new CountDownLatch(1);

    UsageLedger(
            LedgerJournal journal,
            LedgerWriter writer,
            LedgerConfig config,
            Prices prices,
            Clock clock,
            UsageMeters meters) {
        this.journal = journal;
        this.writer = writer;
        this.config = config;
        this.prices = prices;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * A chat with a provider.
     *
     * @return its cost in micro-dollars; null when the price is not known
     */
    public Long settle(Caller caller, ProviderModel model, TokenUsage tokens) {
        return settle(caller, model, Kind.CHAT, tokens);
    }

    /** Embeddings of a provider. @return as of {@link #settle} */
    public Long settleEmbedding(Caller caller, ProviderModel model, TokenUsage tokens) {
        return settle(caller, model, Kind.EMBEDDING, tokens);
    }

    /** A call to a chat model in process, which is free. */
    public void countChat(Caller caller, String model, TokenUsage tokens) {
        count(caller, model, Kind.CHAT, tokens);
    }

    /** Embeddings in process, which are free. */
    public void countEmbedding(Caller caller, String model, long tokens) {
        count(caller, model, Kind.EMBEDDING, new TokenUsage(tokens, 0, false));
    }

    /** Fails when the journal cannot be made: what is not kept must not be promised. */
    void start(@Observes StartupEvent starting) {
        journal.open();
        Thread.ofVirtual().name("usage-ledger").start(this::flushUntilStopped);
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped.countDown();
        flush();
        journal.close();
    }

    void flush() {
        try {
            journal.drain(writer::write);
        } catch (RuntimeException e) {
            LOG.warnf("The usage ledger is written later: %s", e);
        }
    }

    private void flushUntilStopped() {
        try {
            while (!stopped.await(config.flushEvery().toMillis(), TimeUnit.MILLISECONDS)) {
                flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Long settle(Caller caller, ProviderModel model, Kind kind, TokenUsage tokens) {
        var cost = prices.cost(model, tokens);
        meters.cost(model, cost);
        var subject = subject(caller, model.provider(), model.model(), kind);
        keep(Usage.of(subject, tokens, cost, TraceContext.currentTraceId(), clock.instant()));
        return cost;
    }

    private void count(Caller caller, String model, Kind kind, TokenUsage tokens) {
        var subject = subject(caller, Providers.IN_PROCESS, model, kind);
        keep(Usage.of(subject, tokens, 0L, null, clock.instant()));
    }

    private static Subject subject(Caller caller, String provider, String model, Kind kind) {
        var key = caller.key() == null ? Subject.NONE : caller.key();
        return new Subject(caller.tenant(), caller.user(), key, provider, model, kind);
    }

    /** The log is the last resort: the call has happened, and an answer is not taken back for want of room. */
    private void keep(Usage usage) {
        if (!journal.append(usage)) {
            meters.lost();
            LOG.errorf("The usage journal is full; this is not in the ledger: %s", usage);
        }
    }
}
