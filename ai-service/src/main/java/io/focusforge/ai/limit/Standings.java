package io.focusforge.ai.limit;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.focusforge.common.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * How the limits of a caller stand, for answers that reserve nothing: from the cache, errors, lists. The counters are looked at
 * at most once in {@code focusforge.limits.told-for} for the same caller and model, however many such answers there are.
 */
@ApplicationScoped
public class Standings {
    private static final Logger LOG = Logger.getLogger(Standings.class);
    /** Without an answer in this time it is given without these headers. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final LimitBook book;
    private final Counting counting;
    private final AsyncCache<Whose, Map<String, String>> known;

    Standings(LimitBook book, Counting counting, LimitsConfig config) {
        this.book = book;
        this.counting = counting;
        this.known = Caffeine.newBuilder()
                .maximumSize(config.tenantsInMemory())
                .expireAfterWrite(config.toldFor())
                .executor(task -> Thread.ofVirtual().name("limit-standing").start(task))
                .buildAsync();
    }

    private record Whose(UUID tenant, UUID user, UUID key, String model) {
        static Whose of(Caller caller, String model) {
            return new Whose(caller.tenant(), caller.user(), caller.key(), model);
        }
    }

    /** Waits a moment at most. @param header takes name and value of each header */
    public void tell(Caller caller, String model, BiConsumer<String, String> header) {
        of(caller, model).join().forEach(header);
    }

    /**
     * The headers, complete at once when they were asked for a moment ago. Never fails.
     *
     * @param model null for what is of no model
     */
    public CompletableFuture<Map<String, String>> of(Caller caller, String model) {
        var headers = known.get(Whose.of(caller, model), whose -> look(new CallScopes(caller, model)));
        return headers.isDone() && !headers.isCompletedExceptionally()
                ? headers
                : headers.copy()
                        .completeOnTimeout(Map.of(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                        .exceptionally(Standings::unknown);
    }

    private Map<String, String> look(CallScopes call) {
        var rules = book.rules(call).stream()
                .filter(rule -> rule.dimension() != Dimension.MONEY)
                .toList();
        var headers = new LinkedHashMap<String, String>();
        if (!rules.isEmpty()) {
            var looked = counting.look(call.tenant(), rules);
            LimitHeaders.write(looked.standings(), looked.local(), headers::put);
        }
        return Map.copyOf(headers);
    }

    private static Map<String, String> unknown(Throwable failure) {
        LOG.warnf("It is not known how limits stand: %s", failure);
        return Map.of();
    }
}
