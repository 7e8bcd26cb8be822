package io.focusforge.worker.watch;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.sse.SseEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** All who follow jobs at this replica. One thread looks for all of them, and sleeps while there are none. */
@ApplicationScoped
class Watches {
    private static final Logger LOG = Logger.getLogger(Watches.class);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Sights sights;
    private final WatchConfig config;
    private final Frames frames;
    private final Set<Watch> open = ConcurrentHashMap.newKeySet();
    private final Semaphore opened = new Semaphore(0);
    private boolean reachable = true;
    private Thread loop;

    Watches(Sights sights, WatchConfig config, Frames frames) {
        this.sights = sights;
        this.config = config;
        this.frames = frames;
    }

    void start(@Observes StartupEvent event, MeterRegistry registry) {
        registry.gauge("focusforge_jobs_watched", open, Set::size);
        start();
    }

    void start() {
        loop = Thread.ofVirtual().name("watches").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        loop.interrupt();
        open.forEach(this::end);
    }

    /** @throws ProblemException when there are too many */
    synchronized void add(Watch watch) {
        if (open.size() >= config.maxStreams()) {
            throw new ProblemException(ErrorCode.OVERLOADED, "Too many jobs are being watched here. Try again.")
                    .retryAfter(SOON);
        }
        var tenant = watch.job().tenant();
        if (open.stream().filter(other -> other.job().tenant().equals(tenant)).count()
                >= config.maxStreamsPerTenant()) {
            throw new ProblemException(
                            ErrorCode.RATE_LIMITED,
                            "Your tenant may watch %d jobs at a time. End another stream first."
                                    .formatted(config.maxStreamsPerTenant()))
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

    private void tryToLook(List<Watch> watches) {
        try {
            if (!watches.isEmpty()) {
                var told = sights.look(watches);
                watches.forEach(watch -> tryToTell(watch, told.get(watch)));
            }
            reachable = true;
        } catch (RuntimeException e) {
            if (reachable) {
                LOG.warnf("Cannot look at the jobs that are watched, trying again: %s", e);
            }
            reachable = false;
        }
    }

    /** A stream that fails does not take the others along. */
    private void tryToTell(Watch watch, List<Story.Told> story) {
        try {
            tell(watch, story);
        } catch (RuntimeException e) {
            LOG.warnf(e, "Cannot tell of job %s", watch.job().id());
            end(watch);
        }
    }

    /** @param story null when the job is gone */
    private void tell(Watch watch, List<Story.Told> story) {
        if (story == null) {
            end(watch);
        } else if (!story.isEmpty()) {
            watch.write(frames.of(story), story.getLast().after(), sights.now());
            if (story.getLast().event() instanceof JobEvent.Ended) {
                end(watch);
            }
        }
    }

    private void keepUp(Watch watch) {
        var now = sights.now();
        watch.keepAlive(SseEvent.KEEP_ALIVE, config.keepAlive(), now);
        if (watch.isOver(config, now)) {
            end(watch);
        }
    }

    private void end(Watch watch) {
        open.remove(watch);
        watch.end();
    }
}
