package io.focusforge.ai.limit;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.focusforge.ai.step.Step;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ProblemException;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * How the limits of a caller stand, for answers that reserve nothing: from the cache, errors, lists. The counters are looked at
 * at most once in {@code focusforge.limits.told-for} for the same caller and model, however many such answers there are.
 */
@Singleton
public class Standings {
    private static final Logger LOG = Logger.getLogger(Standings.class);
    /** Without an answer in this time it is given without these headers. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final LimitBook book;
    private final Counting counting;
    private final KeyRequests requests;
    private final AsyncCache<Whose, Told> known;

    Standings(LimitBook book, Counting counting, KeyRequests requests, LimitsConfig config) {
        this.book = book;
        this.requests = requests;
        this.counting = counting;
        this.known = Caffeine.newBuilder()
                .maximumSize(config.tenantsInMemory())
                .expireAfterWrite(config.toldFor())
                .buildAsync();
    }

    private record Whose(UUID tenant, UUID user, UUID key, String model) {
        static Whose of(Caller caller, String model) {
            return new Whose(caller.tenant(), caller.user(), caller.key(), model);
        }
    }

    /** @param headers of the standings */
    private record Told(List<Standing> standings, boolean local, Map<String, String> headers) {
        static final Told NOTHING = new Told(List.of(), false, Map.of());

        static Told of(List<Standing> standings, boolean local) {
            var headers = new LinkedHashMap<String, String>();
            LimitHeaders.write(standings, local, headers::put);
            return new Told(standings, local, Map.copyOf(headers));
        }

        Told and(KeyRequests.Counted request) {
            var all = Stream.concat(request.standings().stream(), standings.stream());
            return of(all.toList(), local || request.local());
        }
    }

    /**
     * After a moment at most. An answer that reserves nothing is counted here, if that was not done.
     *
     * @param header takes name and value of each header
     * @return fails with {@code rate_limited} when the request is one too many
     */
    public Future<Void> tell(Caller caller, String model, BiConsumer<String, String> header) {
        if (caller.uncounted() != null) {
            return Step.here(count(caller, model)).map(counted -> {
                counted.told().headers().forEach(header);
                counted.request().refusal().ifPresent(refusal -> {
                    throw refusal;
                });
                return null;
            });
        }
        var told = told(caller, model);
        return (told.isDone() ? Future.succeededFuture(told.join()) : Step.here(told))
                .onSuccess(known -> known.headers().forEach(header))
                .mapEmpty();
    }

    /**
     * Of what is of no model. Complete at once when they were asked for a moment ago. Never fails with a refusal: what is answered already is counted,
     * if that was not done, and whoever answers decides what becomes of one too many.
     */
    public CompletableFuture<Known> of(Caller caller) {
        return caller.uncounted() == null
                ? told(caller, null).thenApply(told -> new Known(told.headers(), Optional.empty()))
                : count(caller, null)
                        .thenApply(counted -> new Known(
                                counted.told().headers(), counted.request().refusal()));
    }

    /**
     * How the limits stand.
     *
     * @param refusal of a request that was one too many
     */
    public record Known(Map<String, String> headers, Optional<ProblemException> refusal) {
        public static final Known NOTHING = new Known(Map.of(), Optional.empty());
    }

    private record Counted(KeyRequests.Counted request, Told told) {}

    private CompletableFuture<Counted> count(Caller caller, String model) {
        return requests.count(caller)
                .toCompletionStage()
                .toCompletableFuture()
                .thenCombine(told(caller.counted(), model), (request, told) -> new Counted(request, told.and(request)));
    }

    private CompletableFuture<Told> told(Caller caller, String model) {
        var told = known.get(Whose.of(caller, model), (whose, executor) -> look(new CallScopes(caller, model)));
        return told.isDone() && !told.isCompletedExceptionally()
                ? told
                : told.copy()
                        .completeOnTimeout(Told.NOTHING, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                        .exceptionally(Standings::unknown);
    }

    private CompletableFuture<Told> look(CallScopes call) {
        return book.rules(call)
                .compose(rules -> look(call.tenant(), rules))
                .toCompletionStage()
                .toCompletableFuture();
    }

    private Future<Told> look(UUID tenant, List<Rule> all) {
        var rules =
                all.stream().filter(rule -> rule.dimension() != Dimension.MONEY).toList();
        return rules.isEmpty()
                ? Future.succeededFuture(Told.NOTHING)
                : counting.look(tenant, rules).map(looked -> Told.of(looked.standings(), looked.local()));
    }

    private static Told unknown(Throwable failure) {
        LOG.warnf("It is not known how limits stand: %s", failure);
        return Told.NOTHING;
    }
}
