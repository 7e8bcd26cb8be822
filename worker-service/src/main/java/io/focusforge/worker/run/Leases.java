package io.focusforge.worker.run;

import io.focusforge.worker.slot.SlotConfig;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Renews the leases of what is running here, and stops what is not ours any more. */
@ApplicationScoped
class Leases {
    private static final Logger LOG = Logger.getLogger(Leases.class);

    private final ClaimStore claims;
    private final Runner runner;
    private final Ticker ticker;

    Leases(ClaimStore claims, Runner runner, SlotConfig config) {
        this.claims = claims;
        this.runner = runner;
        this.ticker = new Ticker("leases", config.lease().dividedBy(3), this::renew);
    }

    void start() {
        ticker.start();
    }

    void stop() {
        ticker.stop();
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
