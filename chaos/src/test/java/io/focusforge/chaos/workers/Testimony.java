package io.focusforge.chaos.workers;

import io.focusforge.chaos.history.Event;
import io.focusforge.chaos.world.World;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the database has seen of some jobs, whichever process ran them. Times are microseconds, in order. */
record Testimony(List<Long> claims, List<Long> ends) {
    static Testimony of(World world, Collection<String> jobs) {
        try {
            var seen = world.witness().testify();
            return new Testimony(
                    times(seen.stream()
                            .filter(event -> event instanceof Event.Claimed claim && jobs.contains(claim.job()))),
                    times(seen.stream()
                            .filter(event -> event instanceof Event.Finished end && jobs.contains(end.job()))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The most that ran at once from this time to that. */
    int peak(long from, long to) {
        var changes = new TreeMap<Long, Integer>();
        claims.forEach(at -> changes.merge(at, 1, Integer::sum));
        ends.forEach(at -> changes.merge(at, -1, Integer::sum));
        var running = 0;
        var peak = 0;
        for (var change : changes.headMap(to, true).entrySet()) {
            running += change.getValue();
            peak = change.getKey() >= from ? Math.max(peak, running) : peak;
        }
        return peak;
    }

    long claimedBetween(long from, long to) {
        return claims.stream().filter(at -> at >= from && at < to).count();
    }

    private static List<Long> times(Stream<Event> events) {
        return events.map(Event::at).sorted().toList();
    }
}
