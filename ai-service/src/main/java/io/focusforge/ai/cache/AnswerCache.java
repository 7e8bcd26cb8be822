package io.focusforge.ai.cache;

import io.focusforge.ai.cache.Flight.Boarding;
import io.focusforge.ai.cache.Pool.Namespace;
import io.focusforge.ai.cache.SemanticAnswers.Posed;
import io.focusforge.ai.cache.SharedAnswers.Seen;
import java.time.Clock;
import java.util.Optional;

/**
 * Answers again what was answered before: from memory, from the other replicas, by waiting for the same call, or by meaning, in this
 * order. A hit in memory touches neither Redis nor a JSON tree.
 */
final class AnswerCache {
    private final MemoryAnswers memory;
    private final SharedAnswers shared;
    private final SemanticAnswers semantic;
    private final ModelCacheConfig config;
    private final Clock clock;
    private final Flights flights;
    private final Deliveries deliveries;

    AnswerCache(
            MemoryAnswers memory,
            SharedAnswers shared,
            SemanticAnswers semantic,
            ModelCacheConfig config,
            Clock clock) {
        this.memory = memory;
        this.shared = shared;
        this.semantic = semantic;
        this.config = config;
        this.clock = clock;
        this.flights = new Flights(memory, shared);
        this.deliveries = new Deliveries(
                flights, memory, shared, semantic, config.maxEntry().asLongValue(), clock);
    }

    Lookup look(Asked asked) {
        var policy = CachePolicy.of(asked.request().wish(), asked.caller(), config);
        var request = asked.request().canonical();
        return policy.isOff() || request.isEmpty() ? Lookup.Miss.OFF : look(asked, request.get(), policy);
    }

    /** For an answer that is given to the cache. */
    void keep(CacheKey key, KeptAnswer answer) {
        var departs = flights.alone(key);
        memory.keep(key, answer, departs.flight().epoch());
        shared.keep(key, answer, departs.grant());
    }

    /** @return false when the other replicas could not be told */
    boolean drop(Namespace namespace) {
        memory.drop(namespace);
        return shared.drop(namespace);
    }

    int underWay() {
        return flights.underWay();
    }

    private Lookup look(Asked asked, CanonicalRequest request, CachePolicy policy) {
        var key = new CacheKey(policy.pool(), request.hash());
        var known = policy.reads() ? memory.find(key) : null;
        if (isFresh(known, policy)) {
            return hit(known, CacheStatus.HIT);
        }
        if (!policy.keeps()) {
            return lookOnly(key, policy);
        }
        var boarding = policy.reads() && known == null
                ? flights.board(key, asked.patience(config.waitFor()))
                : flights.alone(key);
        return switch (boarding) {
            case Boarding.Served served when isFresh(served.answer(), policy) -> hit(served.answer(), CacheStatus.HIT);
            case Boarding.Served stale -> depart(flights.alone(key), request, policy);
            case Boarding.Departs departs -> depart(departs, request, policy);
        };
    }

    private Lookup lookOnly(CacheKey key, CachePolicy policy) {
        return shared.look(key, false) instanceof Seen.Found(var answer, var _) && isFresh(answer, policy)
                ? hit(answer, CacheStatus.HIT)
                : new Lookup.Miss(CacheStatus.MISS, Recording.NONE);
    }

    private Lookup depart(Boarding.Departs departs, CanonicalRequest request, CachePolicy policy) {
        try {
            var posed = policy.semantic() ? semantic.pose(request, policy.pool()) : Optional.<Posed>empty();
            var near = posed.filter(some -> policy.reads()).flatMap(some -> near(some, policy));
            if (near.isEmpty()) {
                return new Lookup.Miss(CacheStatus.MISS, deliveries.of(departs, policy, posed));
            }
            deliveries.lost(departs, false);
            return hit(near.get(), CacheStatus.SEMANTIC);
        } catch (RuntimeException e) {
            deliveries.lost(departs, false);
            throw e;
        }
    }

    private Optional<KeptAnswer> near(Posed posed, CachePolicy policy) {
        return semantic.nearest(posed)
                .map(key -> {
                    var known = memory.find(key);
                    return known == null && shared.look(key, false) instanceof Seen.Found(var answer, var _)
                            ? answer
                            : known;
                })
                .filter(answer -> isFresh(answer, policy));
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
