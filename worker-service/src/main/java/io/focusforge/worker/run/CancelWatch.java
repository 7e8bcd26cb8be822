package io.focusforge.worker.run;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Stops what was cancelled or taken away, whichever replica was asked for it. It asks Postgres rather than listening to Redis, whose word
 * can be lost; it reads only, and only about attempts that have gone on for a while, so that short jobs cost nothing.
 */
@ApplicationScoped
class CancelWatch {
    private static final Logger LOG = Logger.getLogger(CancelWatch.class);

    private final ClaimStore claims;
    private final Runner runner;
    private final RunConfig config;
    private final Clock clock;
    private final Ticker ticker;
    private boolean reachable = true;

    CancelWatch(ClaimStore claims, Runner runner, RunConfig config, Clock clock) {
        this.claims = claims;
        this.runner = runner;
        this.config = config;
        this.clock = clock;
        this.ticker = new Ticker("cancel-watch", config.cancelCheck(), this::tryToLook);
    }

    void start(@Observes StartupEvent event) {
        ticker.start();
    }

    void stop(@Observes ShutdownEvent event) {
        ticker.stop();
    }

    private void tryToLook() {
        try {
            look();
            reachable = true;
        } catch (RuntimeException e) {
            if (reachable) {
                LOG.warnf("Cannot look which running jobs were cancelled, trying again: %s", e);
            }
            reachable = false;
        }
    }

    private void look() {
        var since = clock.instant().minus(config.cancelCheck());
        var running = runner.running().stream()
                .filter(attempt -> attempt.started().isBefore(since))
                .toList();
        if (!running.isEmpty()) {
            var held = claims.held(running.stream().map(Attempt::job).toList());
            runner.lost(running.stream()
                    .filter(attempt -> !held.contains(attempt.job().key()))
                    .toList());
        }
    }
}
