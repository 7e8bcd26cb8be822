package io.focusforge.ai.key;

import io.focusforge.common.apikey.HashedKey;
import io.focusforge.common.identity.TokenMinter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ExecutorService;

/** The key ring of this replica. */
@Singleton
class Keys {
    private final KeyRing ring;
    private final KeyExchange exchange;
    private final MeterRegistry meters;

    Keys(
            KeyExchange exchange,
            TokenMinter minter,
            KeyConfig config,
            Clock clock,
            @VirtualThreads ExecutorService threads,
            MeterRegistry meters) {
        this.exchange = exchange;
        this.meters = meters;
        this.ring = new KeyRing(this::exchange, minter::bearer, threads, config, clock);
    }

    KeyRing ring() {
        return ring;
    }

    private Exchanged exchange(HashedKey key) {
        try {
            var exchanged = exchange.exchange(key);
            count(exchanged instanceof Exchanged.Admitted ? "admitted" : "refused");
            return exchanged;
        } catch (Exchanged.Away e) {
            count("away");
            throw e;
        }
    }

    private void count(String outcome) {
        meters.counter("focusforge_keys_exchanged", "outcome", outcome).increment();
    }
}
