package io.focusforge.orchestrator.relay;

import io.focusforge.common.outbox.Outbox;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;

/** Wakes the outbox's relay a moment after a commit, once for all commits within that moment, so that it tells many messages at once. */
@ApplicationScoped
public class RelayWaker {
    private static final long MOMENT_MILLIS = 40;

    private final Vertx vertx;
    private final Outbox outbox;
    private final AtomicBoolean isSet = new AtomicBoolean();

    RelayWaker(Vertx vertx, Outbox outbox) {
        this.vertx = vertx;
        this.outbox = outbox;
    }

    public void committed() {
        if (isSet.compareAndSet(false, true)) {
            vertx.setTimer(MOMENT_MILLIS, timer -> {
                isSet.set(false);
                outbox.committed();
            });
        }
    }
}
