package io.focusforge.common.nativeimage;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Gives back what only the start of a native executable has needed. */
@Singleton
class AfterStart {
    /** By then connections are made and the first rounds of what goes on all the time are done. */
    private static final Duration DELAY = Duration.ofSeconds(5);

    void giveBack(@Observes StartupEvent started, Vertx vertx) {
        vertx.setTimer(DELAY.toMillis(), timer -> vertx.executeBlocking(AfterStart::giveBack));
    }

    private static Void giveBack() {
        StartMemory.giveBack();
        return null;
    }
}
