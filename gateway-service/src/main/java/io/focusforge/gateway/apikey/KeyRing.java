package io.focusforge.gateway.apikey;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import io.focusforge.common.identity.TokenMinter;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;

/** The keys that were used lately, and those that were tried and do not exist. Never blocks; a miss is looked up on a virtual thread. */
@ApplicationScoped
public class KeyRing {
    private final AsyncCache<UUID, Optional<KnownKey>> keys;
    private final ApiKeyStore store;
    private final TokenMinter minter;
    private final ExecutorService threads;
    private final Semaphore lookups;

    KeyRing(ApiKeyStore store, TokenMinter minter, ApiKeyConfig config, @VirtualThreads ExecutorService threads) {
        this.store = store;
        this.minter = minter;
        this.threads = threads;
        this.lookups = new Semaphore(config.maxLookups());
        this.keys = Caffeine.newBuilder()
                .maximumSize(config.cacheSize())
                .expireAfterWrite(config.cacheTtl())
                .recordStats()
                .buildAsync();
    }

    CompletableFuture<Optional<KnownKey>> find(UUID id) {
        return keys.get(id, (unknown, executor) -> lookUp(id));
    }

    /** As the database has it, past what is remembered here. */
    CompletableFuture<Optional<KnownKey>> findNow(UUID id) {
        return lookUp(id);
    }

    /** After a change of the key: the next request sees it as it is now. */
    void forget(UUID id) {
        keys.synchronous().invalidate(id);
    }

    public CacheStats stats() {
        return keys.synchronous().stats();
    }

    private KnownKey known(StoredKey stored) {
        return new KnownKey(stored, minter.bearer(stored.caller()));
    }

    private CompletableFuture<Optional<KnownKey>> lookUp(UUID id) {
        if (!lookups.tryAcquire()) {
            return CompletableFuture.failedFuture(
                    new ProblemException(ErrorCode.OVERLOADED, "Too many unknown API keys are being looked up.")
                            .retryAfter(Duration.ofSeconds(1)));
        }
        return CompletableFuture.supplyAsync(() -> store.lookUp(id).map(this::known), threads)
                .whenComplete((found, failure) -> lookups.release());
    }
}
