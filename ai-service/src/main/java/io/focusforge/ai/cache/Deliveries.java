package io.focusforge.ai.cache;

import io.focusforge.ai.cache.Flight.Boarding.Departs;
import io.focusforge.ai.cache.Flight.Landing;
import io.focusforge.ai.cache.SemanticAnswers.Posed;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;

/** Brings an answer to all who are to have it: those who wait at once, the other replicas and the questions a little later. */
final class Deliveries {
    private final Flights flights;
    private final MemoryAnswers memory;
    private final SharedAnswers shared;
    private final SemanticAnswers semantic;
    private final long maxEntry;
    private final Clock clock;

    Deliveries(
            Flights flights,
            MemoryAnswers memory,
            SharedAnswers shared,
            SemanticAnswers semantic,
            long maxEntry,
            Clock clock) {
        this.flights = flights;
        this.memory = memory;
        this.shared = shared;
        this.semantic = semantic;
        this.maxEntry = maxEntry;
        this.clock = clock;
    }

    Recording of(Departs departs, CachePolicy policy, Optional<Posed> posed) {
        return new Recording(
                (int) maxEntry,
                (body, origin) -> arrived(departs, KeptAnswer.of(body, origin, clock.millis(), policy.ttl()), posed),
                tooLarge -> lost(departs, tooLarge));
    }

    void lost(Departs departs, boolean tooLarge) {
        flights.land(departs.flight(), tooLarge ? new Landing.TooLarge() : new Landing.Failed());
        if (!departs.grant().token().isEmpty()) {
            shared.release(departs.flight().key(), departs.grant());
        }
    }

    private void arrived(Departs departs, KeptAnswer answer, Optional<Posed> posed) {
        var flight = departs.flight();
        var fits = answer.body().length <= maxEntry;
        if (fits) {
            memory.keep(flight.key(), answer, flight.epoch());
        }
        flights.land(flight, new Landing.Arrived(answer));
        share(departs, answer, fits).onComplete(shared -> posed.filter(some -> fits)
                .ifPresent(some -> semantic.answered(some, flight.key().request())));
    }

    private Future<Void> share(Departs departs, KeptAnswer answer, boolean fits) {
        return fits && !departs.grant().generation().isEmpty()
                ? shared.keep(departs.flight().key(), answer, departs.grant())
                : shared.release(departs.flight().key(), departs.grant());
    }
}
