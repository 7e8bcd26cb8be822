package io.focusforge.common.overload;

import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.impl.ContextInternal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The lag of each event loop that requests come on. */
@Singleton
class LoopLags {
    private static final Duration EVERY = Duration.ofMillis(5);

    private final FastThreadLocal<LoopLag> lags;

    LoopLags(OverloadConfig config) {
        this.lags = new FastThreadLocal<>() {
            @Override
            protected LoopLag initialValue() {
                return watched(new LoopLag.Rule(EVERY, config.toleratedLag(), config.maxWait()));
            }
        };
    }

    /** Of the loop that calls. */
    LoopLag here() {
        return lags.get();
    }

    private static LoopLag watched(LoopLag.Rule rule) {
        var lag = new LoopLag(rule, System::nanoTime);
        var unused = ContextInternal.current()
                .nettyEventLoop()
                .scheduleWithFixedDelay(lag::tick, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return lag;
    }
}
