package io.focusforge.ai.cache;

import io.focusforge.ai.cache.Flight.Boarding;
import io.focusforge.ai.cache.Flight.Landing;
import io.focusforge.ai.cache.SharedAnswers.Seen;
import io.focusforge.ai.step.Step;
import io.vertx.core.Future;
import java.util.Optional;
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

    Future<Boarding> board(CacheKey key, Patience patience) {
        return Step.until(() -> patience.isOver() ? alone(key).map(Optional::<Boarding>of) : tryToBoard(key, patience));
    }

    /** Nobody waits for this one, and it waits for nobody. */
    Future<Boarding.Departs> alone(CacheKey key) {
        var mine = flight(key);
        return shared.look(key, false)
                .map(seen -> new Boarding.Departs(
                        mine,
                        switch (seen) {
                            case Seen.Found found -> found.grant();
                            case Seen.Free free -> free.grant();
                            case Seen.Taken taken -> taken.grant();
                            case Seen.Away away -> Flight.NO_GRANT;
                        }));
    }

    /** Empty when it is to be tried again. */
    private Future<Optional<Boarding>> tryToBoard(CacheKey key, Patience patience) {
        var mine = flight(key);
        var other = underWay.putIfAbsent(key, mine);
        return other == null
                ? lead(mine, patience).map(Optional::of)
                : patience.await(other.landing())
                        .compose(landing -> after(landing.orElseGet(Landing.Failed::new), key));
    }

    private Future<Optional<Boarding>> after(Landing landing, CacheKey key) {
        return switch (landing) {
            case Landing.Arrived arrived -> Future.succeededFuture(Optional.of(new Boarding.Served(arrived.answer())));
            case Landing.TooLarge tooLarge -> alone(key).map(Optional::<Boarding>of);
            case Landing.Failed failed -> Future.succeededFuture(Optional.empty());
        };
    }

    void land(Flight flight, Landing landing) {
        underWay.remove(flight.key(), flight);
        flight.landing().complete(landing);
    }

    int underWay() {
        return underWay.size();
    }

    private Future<Boarding> lead(Flight mine, Patience patience) {
        var known = memory.find(mine.key());
        return known != null
                ? Future.succeededFuture(served(mine, known))
                : Step.until(() -> ask(mine, patience)).onFailure(failure -> land(mine, new Landing.Failed()));
    }

    /** Empty when it is to be asked again. */
    private Future<Optional<Boarding>> ask(Flight mine, Patience patience) {
        return shared.look(mine.key(), true).compose(seen -> switch (seen) {
            case Seen.Found found -> {
                memory.keep(mine.key(), found.answer(), mine.epoch());
                yield now(served(mine, found.answer()));
            }
            case Seen.Free free -> now(new Boarding.Departs(mine, free.grant()));
            case Seen.Away away -> now(new Boarding.Departs(mine, Flight.NO_GRANT));
            case Seen.Taken taken when patience.isOver() -> now(new Boarding.Departs(mine, taken.grant()));
            case Seen.Taken taken -> patience.pause().map(over -> Optional.empty());
        });
    }

    private static Future<Optional<Boarding>> now(Boarding boarding) {
        return Future.succeededFuture(Optional.of(boarding));
    }

    private Boarding served(Flight mine, KeptAnswer answer) {
        land(mine, new Landing.Arrived(answer));
        return new Boarding.Served(answer);
    }

    private Flight flight(CacheKey key) {
        return new Flight(key, memory.epoch(key.pool().within()), new CompletableFuture<>());
    }
}
