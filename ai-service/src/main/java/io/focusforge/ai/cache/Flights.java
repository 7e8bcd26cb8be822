package io.focusforge.ai.cache;

import io.focusforge.ai.cache.Flight.Boarding;
import io.focusforge.ai.cache.Flight.Landing;
import io.focusforge.ai.cache.SharedAnswers.Seen;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Lets one of the same calls go and the others wait for its answer: in this replica by a future, among replicas by a lease. When it
 * fails, one of those who wait goes next. Nobody waits beyond its patience; then it goes on its own.
 */
final class Flights {
    private final ConcurrentMap<CacheKey, Flight> underWay = new ConcurrentHashMap<>();
    private final MemoryAnswers memory;
    private final SharedAnswers shared;

    Flights(MemoryAnswers memory, SharedAnswers shared) {
        this.memory = memory;
        this.shared = shared;
    }

    Boarding board(CacheKey key, Patience patience) {
        while (!patience.isOver()) {
            var mine = flight(key);
            var other = underWay.putIfAbsent(key, mine);
            if (other == null) {
                return lead(mine, patience);
            }
            switch (patience.await(other.landing())) {
                case Landing.Arrived arrived -> {
                    return new Boarding.Served(arrived.answer());
                }
                case Landing.TooLarge tooLarge -> {
                    return alone(key);
                }
                case Landing.Failed failed -> {}
                case null -> {}
            }
        }
        return alone(key);
    }

    /** Nobody waits for this one, and it waits for nobody. */
    Boarding.Departs alone(CacheKey key) {
        var mine = flight(key);
        return new Boarding.Departs(
                mine,
                switch (shared.look(key, false)) {
                    case Seen.Found found -> found.grant();
                    case Seen.Free free -> free.grant();
                    case Seen.Taken taken -> taken.grant();
                    case Seen.Away away -> Flight.NO_GRANT;
                });
    }

    void land(Flight flight, Landing landing) {
        underWay.remove(flight.key(), flight);
        flight.landing().complete(landing);
    }

    int underWay() {
        return underWay.size();
    }

    private Boarding lead(Flight mine, Patience patience) {
        try {
            var known = memory.find(mine.key());
            return known == null ? ask(mine, patience) : served(mine, known);
        } catch (RuntimeException e) {
            land(mine, new Landing.Failed());
            throw e;
        }
    }

    private Boarding ask(Flight mine, Patience patience) {
        while (true) {
            switch (shared.look(mine.key(), true)) {
                case Seen.Found found -> {
                    memory.keep(mine.key(), found.answer(), mine.epoch());
                    return served(mine, found.answer());
                }
                case Seen.Free free -> {
                    return new Boarding.Departs(mine, free.grant());
                }
                case Seen.Away away -> {
                    return new Boarding.Departs(mine, Flight.NO_GRANT);
                }
                case Seen.Taken taken -> {
                    if (patience.isOver()) {
                        return new Boarding.Departs(mine, taken.grant());
                    }
                    patience.pause();
                }
            }
        }
    }

    private Boarding served(Flight mine, KeptAnswer answer) {
        land(mine, new Landing.Arrived(answer));
        return new Boarding.Served(answer);
    }

    private Flight flight(CacheKey key) {
        return new Flight(key, memory.epoch(key.pool().within()), new CompletableFuture<>());
    }
}
