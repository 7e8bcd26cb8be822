package io.focusforge.ai.usage;

import io.focusforge.ai.provider.ProviderConfig.Price;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.Providers;
import io.focusforge.ai.usage.Usage.Kind;
import io.focusforge.ai.usage.Usage.Subject;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.trace.TraceContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/** Writes down what was used. A database that is away delays the entries, and takes no answer down. */
@ApplicationScoped
public class UsageLedger {
    private static final Logger LOG = Logger.getLogger(UsageLedger.class);

    private final UsageStore store;
    private final UsageBuffer buffer;
    private final LedgerConfig config;
    private final Providers providers;
    private final Clock clock;
    private final MeterRegistry meters;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ReentrantLock flushing = new ReentrantLock();
    /** Taken from the buffer and not yet written: tried again as it is, so that no row is written twice under two ids. */
    private List<Usage> unwritten = List.of();

    UsageLedger(UsageStore store, LedgerConfig config, Providers providers, Clock clock, MeterRegistry meters) {
        this.store = store;
        this.buffer = new UsageBuffer(config.bufferSize());
        this.config = config;
        this.providers = providers;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * A call to a provider: written when this returns, unless the database is away.
     *
     * @return the cost in micro-dollars; null when the price is not known
     */
    public Long settle(Caller caller, ProviderModel model, TokenUsage tokens) {
        var subject = new Subject(caller.tenant(), caller.user(), model.provider(), model.model(), Kind.CHAT);
        var usage = Usage.of(subject, tokens, cost(model, tokens), TraceContext.currentTraceId(), clock.instant());
        try {
            store.insert(List.of(usage));
        } catch (RuntimeException e) {
            LOG.warnf("Usage is written later: %s", e);
            lostUnless(buffer.keep(usage, config.fullWait()), usage);
        }
        return usage.costMicros();
    }

    /** A call to a chat model in process: free, and written soon. */
    public void countChat(Caller caller, String model, TokenUsage tokens) {
        count(caller, model, Kind.CHAT, tokens);
    }

    /** Embeddings in process: free, and written soon. */
    public void countEmbedding(Caller caller, String model, long tokens) {
        count(caller, model, Kind.EMBEDDING, new TokenUsage(tokens, 0, false));
    }

    void start(@Observes StartupEvent starting) {
        Thread.ofVirtual().name("usage-ledger").start(this::flushUntilStopped);
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped.countDown();
        flush();
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

    void flush() {
        flushing.lock();
        try {
            if (unwritten.isEmpty()) {
                unwritten = buffer.drain();
            }
            if (!unwritten.isEmpty()) {
                store.insert(unwritten);
                unwritten = List.of();
            }
        } catch (RuntimeException e) {
            LOG.warnf("%d entries of the usage ledger are written later: %s", unwritten.size(), e);
        } finally {
            flushing.unlock();
        }
    }

    private void count(Caller caller, String model, Kind kind, TokenUsage tokens) {
        var subject = new Subject(caller.tenant(), caller.user(), Providers.IN_PROCESS, model, kind);
        var usage = Usage.of(subject, tokens, 0L, null, clock.instant());
        lostUnless(buffer.add(usage, config.fullWait()), usage);
    }

    private void lostUnless(boolean kept, Usage usage) {
        if (!kept) {
            meters.counter("focusforge_usage_lost").increment();
            LOG.errorf("The usage ledger is full; this is not in it: %s", usage);
        }
    }

    private Long cost(ProviderModel model, TokenUsage tokens) {
        var price = providers.get(model.provider()).config().prices().get(model.model());
        return price == null ? null : Long.valueOf(cost(price, tokens));
    }

    private static long cost(Price price, TokenUsage tokens) {
        return Math.ceilDiv(tokens.prompt() * price.input() + tokens.completion() * price.output(), 1_000_000L);
    }
}
