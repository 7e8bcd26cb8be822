package io.focusforge.common.erasure;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Erases a person from this service, as far as it comes in one step of bounded time. */
@ApplicationScoped
public class Forgetting {
    private static final int AT_ONCE = 500;
    private static final Duration STEP = Duration.ofSeconds(2);

    private final List<SubjectData> places;
    private final Clock clock;

    Forgetting(@All List<SubjectData> places, Clock clock) {
        this.places =
                places.stream().sorted(Comparator.comparing(SubjectData::place)).toList();
        this.clock = clock;
    }

    /** Every place is named in the answer once it was come to, also where there was nothing. */
    public Forgotten step(DataSubject subject) {
        var counts = new TreeMap<String, Long>();
        var end = clock.instant().plus(STEP);
        for (var place : places) {
            var erased = Erased.NOTHING;
            do {
                erased = place.erase(subject, AT_ONCE);
                counts.merge(place.place(), erased.count(), Long::sum);
                if (!clock.instant().isBefore(end)) {
                    return new Forgotten(counts, erased.more() || place != places.getLast());
                }
            } while (erased.more());
        }
        return new Forgotten(counts, false);
    }
}
