package io.focusforge.worker.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Renews the leases of what is running here, and stops what is not ours any more. */
@ApplicationScoped
class Leases {
    private static final Logger LOG = Logger.getLogger(Leases.class);

    private final ClaimStore claims;
    private final Runner runner;
    private final RunConfig config;
    private final Semaphore stopped = new Semaphore(0);

    Leases(ClaimStore claims, Runner runner, RunConfig config) {
        this.claims = claims;
        this.runner = runner;
        this.config = config;
    }

    void start() {
        Thread.ofVirtual().name("leases").start(this::run);
    }

    void stop() {
        stopped.release();
    }

    private void run() {
        try {
            var interval = config.lease().dividedBy(3).toMillis();
            while (!stopped.tryAcquire(interval, TimeUnit.MILLISECONDS)) {
                renew();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void renew() {
        var running = runner.running();
        if (running.isEmpty()) {
            return;
        }
        try {
            var kept = claims.renew(running.stream().map(Attempt::job).toList());
            runner.lost(running.stream()
                    .filter(attempt -> !kept.contains(attempt.job().key()))
                    .toList());
        } catch (RuntimeException e) {
            LOG.warnf("Cannot renew %d leases, trying again: %s", running.size(), e);
        }
    }
}
