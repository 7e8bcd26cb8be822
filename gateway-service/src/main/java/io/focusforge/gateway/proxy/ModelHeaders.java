package io.focusforge.gateway.proxy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.focusforge.gateway.limit.LimitConfig;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * The heads of the gateway's own answers under {@code /v1}, which say what those of ai-service say. How the tokens of a key stand only that
 * knows: here is what it said last.
 */
@ApplicationScoped
class ModelHeaders {
    private static final String API = "/v1/";
    private static final String PREFIX = "x-ratelimit-";
    private static final String[] TOKENS = {PREFIX + "limit-tokens", PREFIX + "remaining-tokens", PREFIX + "reset-tokens"};
    private static final String ATTEMPTS = "x-focusforge-attempts";
    /** The window of token limits: what was said before is no longer so. */
    private static final Duration KEPT = Duration.ofMinutes(1);
    /** It is taken down no more often, for the sake of those who ask often. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Cache<UUID, Said> byKey;

    ModelHeaders(LimitConfig config) {
        this.byKey = Caffeine.newBuilder()
                .maximumSize(config.localKeys())
                .expireAfterWrite(KEPT)
                .build();
    }

    private record Said(String[] values, long at) {}

    /** @param answer the head of an answer of ai-service to this key */
    void heard(UUID key, MultiMap answer) {
        var limit = answer.get(TOKENS[0]);
        if (limit == null) {
            return;
        }
        var known = byKey.getIfPresent(key);
        var now = System.nanoTime();
        if (known == null || now - known.at() > FRESH.toNanos()) {
            var values = new String[] {limit, answer.get(TOKENS[1]), answer.get(TOKENS[2])};
            byKey.put(key, new Said(values, now));
        }
    }

    /**
     * @param key null when it is not known
     * @param asked whether ai-service was, so that nobody knows what it did
     */
    void complete(String path, MultiMap headers, UUID key, boolean asked, long nanos) {
        if (!path.startsWith(API)) {
            return;
        }
        headers.set("x-focusforge-cache", "off")
                .set("x-focusforge-overhead-ms", Double.toString(Math.round(nanos / 1e4) / 100.0));
        if (!asked) {
            headers.addAll(Map.of(ATTEMPTS, "0", "x-focusforge-cost", "0"));
        }
        var said = key == null ? null : byKey.getIfPresent(key);
        for (var i = 0; said != null && i < TOKENS.length; i++) {
            headers.set(TOKENS[i], said.values()[i]);
        }
    }
}
