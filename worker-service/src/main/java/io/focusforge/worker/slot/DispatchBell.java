package io.focusforge.worker.slot;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets the dispatcher sleep until there may be something to dispatch. Rung ten times is rung once. */
@ApplicationScoped
public class DispatchBell {
    private final Semaphore rung = new Semaphore(0);

    public void ring() {
        if (rung.availablePermits() == 0) {
            rung.release();
        }
    }

    /** @return whether it rang in time */
    public boolean await(Duration atMost) throws InterruptedException {
        var rang = rung.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
        if (rang) {
            rung.drainPermits();
        }
        return rang;
    }
}
