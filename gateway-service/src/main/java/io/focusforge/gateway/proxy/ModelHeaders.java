package io.focusforge.gateway.proxy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.focusforge.gateway.limit.LimitConfig;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/**
 * The heads of the gateway's own answers under {@code /v1}, which say what those of ai-service say. How the tokens of a key stand only that
 * knows: here is what it said last.
 */
@ApplicationScoped
class ModelHeaders {
    private static final String API = "/v1/";
    private static final String PREFIX = "x-ratelimit-";
    private static final String[] TOKENS = {
        PREFIX + "limit-tokens", PREFIX + "remaining-tokens", PREFIX + "reset-tokens"
    };
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

    Head open(String path) {
        return new Head(path.startsWith(API));
    }

    /** That of one answer, which is empty but under {@code /v1}. All of it happens on the event loop of the request. */
    final class Head {
        private final boolean isOfModels;
        private UUID key;
        private boolean isWithService;

        private Head(boolean isOfModels) {
            this.isOfModels = isOfModels;
        }

        /** It is known who asks. */
        void isOf(UUID known) {
            key = known;
        }

        /** ai-service has the request: what it does with it nobody knows but itself. */
        void handedOver() {
            isWithService = true;
        }

        /** ai-service answers. */
        void heard(MultiMap answer) {
            if (isOfModels) {
                remember(key, answer);
            }
        }

        /** The gateway answers, after so long. */
        void complete(MultiMap headers, long nanos) {
            if (!isOfModels) {
                return;
            }
            headers.set("x-focusforge-cache", "off")
                    .set("x-focusforge-overhead-ms", Double.toString(Math.round(nanos / 1e4) / 100.0));
            if (!isWithService) {
                headers.set("x-focusforge-attempts", "0").set("x-focusforge-cost", "0");
            }
            tellTokens(key, headers);
        }
    }

    private void remember(UUID key, MultiMap answer) {
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

    private void tellTokens(UUID key, MultiMap headers) {
        var said = key == null ? null : byKey.getIfPresent(key);
        for (var i = 0; said != null && i < TOKENS.length; i++) {
            if (said.values()[i] != null) {
                headers.set(TOKENS[i], said.values()[i]);
            }
        }
    }
}
