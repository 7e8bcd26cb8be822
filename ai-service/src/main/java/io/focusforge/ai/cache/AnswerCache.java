package io.focusforge.ai.cache;

import io.focusforge.ai.cache.Flight.Boarding;
import io.focusforge.ai.cache.Pool.Namespace;
import io.focusforge.ai.cache.SemanticAnswers.Posed;
import io.focusforge.ai.cache.SharedAnswers.Seen;
import io.focusforge.ai.step.Step;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;

/**
 * Answers again what was answered before: from memory, from the other replicas, by waiting for the same call, or by meaning, in this
 * order. A hit in memory touches neither Redis nor a JSON tree.
 */
final class AnswerCache {
    private static final Future<Lookup> OFF = Future.succeededFuture(Lookup.Miss.OFF);
    private static final Future<Optional<Posed>> NOT_POSED = Future.succeededFuture(Optional.empty());

    private final MemoryAnswers memory;
    private final SharedAnswers shared;
    private final SemanticAnswers semantic;
    private final ModelCacheConfig config;
    private final Clock clock;
    private final Flights flights;
    private final Deliveries deliveries;
    private final HotKeys hot;

    AnswerCache(
            MemoryAnswers memory,
            SharedAnswers shared,
            SemanticAnswers semantic,
            ModelCacheConfig config,
            Clock clock,
            HotKeys hot) {
        this.memory = memory;
        this.shared = shared;
        this.semantic = semantic;
        this.config = config;
        this.clock = clock;
        this.hot = hot;
        this.flights = new Flights(memory, shared);
        this.deliveries = new Deliveries(
                flights, memory, shared, semantic, config.maxEntry().asLongValue(), clock);
    }

    Future<Lookup> look(Asked asked) {
        var policy = CachePolicy.of(asked.request().wish(), asked.caller(), config);
        var request = asked.request().canonical();
        if (policy.isOff() || request.isEmpty()) {
            return OFF;
        }
        var key = new CacheKey(policy.pool(), request.get().hash());
        var looked = look(asked, key, request.get(), policy);
        return policy.reads() ? hot.count(key, looked) : looked;
    }

    /** For an answer that is given to the cache. */
    Future<Void> keep(CacheKey key, KeptAnswer answer) {
        return flights.alone(key).compose(departs -> {
            memory.keep(key, answer, departs.flight().epoch());
            return shared.keep(key, answer, departs.grant());
        });
    }

    /** @return false when the other replicas could not be told */
    boolean drop(Namespace namespace) {
        memory.drop(namespace);
        return shared.drop(namespace);
    }

    int underWay() {
        return flights.underWay();
    }

    private Future<Lookup> look(Asked asked, CacheKey key, CanonicalRequest request, CachePolicy policy) {
        var known = policy.reads() ? memory.find(key) : null;
        if (isFresh(known, policy)) {
            return Future.succeededFuture(hit(known, CacheStatus.HIT));
        }
        if (!policy.keeps()) {
            return lookOnly(key, policy);
        }
        var boarding = policy.reads() && known == null
                ? flights.board(key, asked.patience(config.waitFor()))
                : flights.alone(key).<Boarding>map(departs -> departs);
        return boarding.compose(boarded -> boarded(boarded, key, request, policy));
    }

    private Future<Lookup> boarded(Boarding boarding, CacheKey key, CanonicalRequest request, CachePolicy policy) {
        return switch (boarding) {
            case Boarding.Served served
            when isFresh(served.answer(), policy) -> Future.succeededFuture(hit(served.answer(), CacheStatus.HIT));
            case Boarding.Served stale -> flights.alone(key).compose(departs -> depart(departs, request, policy));
            case Boarding.Departs departs -> depart(departs, request, policy);
        };
    }

    private Future<Lookup> lookOnly(CacheKey key, CachePolicy policy) {
        return shared.look(key, false)
                .map(seen -> seen instanceof Seen.Found(var answer, var _) && isFresh(answer, policy)
                        ? hit(answer, CacheStatus.HIT)
                        : new Lookup.Miss(CacheStatus.MISS, Recording.NONE));
    }

    private Future<Lookup> depart(Boarding.Departs departs, CanonicalRequest request, CachePolicy policy) {
        return Step.of(() -> policy.semantic() ? semantic.pose(request, policy.pool()) : NOT_POSED)
                .compose(posed -> depart(departs, posed, policy))
                .onFailure(failure -> deliveries.lost(departs, false));
    }

    private Future<Lookup> depart(Boarding.Departs departs, Optional<Posed> posed, CachePolicy policy) {
        return near(posed, policy).map(near -> {
            if (near.isEmpty()) {
                return new Lookup.Miss(CacheStatus.MISS, deliveries.of(departs, policy, posed));
            }
            deliveries.lost(departs, false);
            return hit(near.get(), CacheStatus.SEMANTIC);
        });
    }

    private Future<Optional<KeptAnswer>> near(Optional<Posed> posed, CachePolicy policy) {
        return posed.isEmpty() || !policy.reads()
                ? Future.succeededFuture(Optional.empty())
                : semantic.nearest(posed.get())
                        .compose(this::known)
                        .map(answer -> answer.filter(kept -> isFresh(kept, policy)));
    }

    private Future<Optional<KeptAnswer>> known(Optional<CacheKey> key) {
        var known = key.map(memory::find);
        return key.isEmpty() || known.isPresent()
                ? Future.succeededFuture(known)
                : shared.look(key.get(), false)
                        .map(seen ->
                                seen instanceof Seen.Found(var answer, var _) ? Optional.of(answer) : Optional.empty());
    }

    private boolean isFresh(KeptAnswer answer, CachePolicy policy) {
        return answer != null
                && answer.expiresAt() > clock.millis()
                && answer.age(clock.millis()).compareTo(policy.maxAge()) <= 0;
    }

    private Lookup hit(KeptAnswer answer, CacheStatus status) {
        return new Lookup.Hit(answer, status, answer.age(clock.millis()));
    }
}
