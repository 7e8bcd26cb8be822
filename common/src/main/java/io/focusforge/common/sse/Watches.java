package io.focusforge.common.sse;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * All who follow things of one kind at this replica. One thread looks for all of them, and sleeps while there are none: nobody has to tell it of
 * anything, so a stream goes on at any replica.
 */
public final class Watches<K, P> {
    private static final Logger LOG = Logger.getLogger(Watches.class);
    private static final Duration SOON = Duration.ofSeconds(5);

    /** @param last whether nothing can follow */
    public record News<P>(String frames, P after, boolean last) {}

    /** Looks at many at once. */
    public interface Sight<K, P> {
        /** @return what there is to tell each, if anything; those are left out of which there is nothing to follow any more */
        Map<Watch<K, P>, Optional<News<P>>> look(List<Watch<K, P>> watches);
    }

    private final String kind;
    private final Sight<K, P> sight;
    private final StreamsConfig config;
    private final Clock clock;
    private final Set<Watch<K, P>> open = ConcurrentHashMap.newKeySet();
    private final Semaphore opened = new Semaphore(0);
    private boolean reachable = true;
    private Thread loop;

    /** @param kind what is followed, as in {@code jobs} */
    public Watches(String kind, Sight<K, P> sight, StreamsConfig config, Clock clock) {
        this.kind = kind;
        this.sight = sight;
        this.config = config;
        this.clock = clock;
    }

    public void start() {
        loop = Thread.ofVirtual().name("watches-" + kind).start(this::run);
    }

    public void stop() {
        loop.interrupt();
        open.forEach(this::end);
    }

    public int size() {
        return open.size();
    }

    /** @throws ProblemException when there are too many */
    public synchronized void add(Watch<K, P> watch) {
        if (open.size() >= config.maxStreams()) {
            throw new ProblemException(
                            ErrorCode.OVERLOADED, "Too many %s are being watched here. Try again.".formatted(kind))
                    .retryAfter(SOON);
        }
        if (open.stream().filter(other -> other.tenant().equals(watch.tenant())).count()
                >= config.maxStreamsPerTenant()) {
            throw new ProblemException(
                            ErrorCode.RATE_LIMITED,
                            "Your tenant may watch %d %s at a time. End another stream first."
                                    .formatted(config.maxStreamsPerTenant(), kind))
                    .retryAfter(SOON);
        }
        open.add(watch);
        opened.release();
    }

    private void run() {
        try {
            while (true) {
                await();
                tryToLook(open.stream().filter(Watch::hasRoom).toList());
                open.forEach(this::keepUp);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await() throws InterruptedException {
        if (open.isEmpty()) {
            opened.acquire();
        } else {
            opened.tryAcquire(config.lookEvery().toMillis(), TimeUnit.MILLISECONDS);
        }
        opened.drainPermits();
    }

    private void tryToLook(List<Watch<K, P>> watches) {
        try {
            if (!watches.isEmpty()) {
                var told = sight.look(watches);
                watches.forEach(watch -> tryToTell(watch, told.get(watch)));
            }
            reachable = true;
        } catch (RuntimeException e) {
            if (reachable) {
                LOG.warnf("Cannot look at the %s that are watched, trying again: %s", kind, e);
            }
            reachable = false;
        }
    }

    /** A stream that fails does not take the others along. */
    private void tryToTell(Watch<K, P> watch, Optional<News<P>> news) {
        try {
            tell(watch, news);
        } catch (RuntimeException e) {
            LOG.warnf(e, "Cannot tell of %s", watch.what());
            end(watch);
        }
    }

    /** @param news null when there is nothing to follow any more */
    private void tell(Watch<K, P> watch, Optional<News<P>> news) {
        if (news == null) {
            end(watch);
        } else if (news.isPresent()) {
            watch.write(news.get().frames(), news.get().after(), clock.instant());
            if (news.get().last()) {
                end(watch);
            }
        }
    }

    private void keepUp(Watch<K, P> watch) {
        var now = clock.instant();
        watch.keepAlive(config.keepAlive(), now);
        if (watch.isOver(config, now)) {
            end(watch);
        }
    }

    private void end(Watch<K, P> watch) {
        open.remove(watch);
        watch.end();
    }
}
