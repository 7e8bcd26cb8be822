package io.focusforge.chaos.history;

import java.util.Optional;

/**
 * What a history amounts to.
 *
 * @param unanswered requests that no client was ever answered
 * @param repeats jobs whose receiver took them more than once, since a worker was lost between the work and its record
 * @param longest of the pauses after faults
 */
public record Summary(
        int accepted, int unanswered, int claims, int deliveries, long repeats, int faults, Optional<Pause> longest) {
    public static Summary of(History history) {
        var answered = history.all(Event.Accepted.class);
        return new Summary(
                answered.stream().mapToInt(answer -> answer.jobs().size()).sum(),
                history.all(Event.Asked.class).size() - answered.size(),
                history.all(Event.Claimed.class).size(),
                history.all(Event.Delivered.class).size(),
                history.jobs().stream().filter(job -> job.taken() > 1).count(),
                history.all(Event.FaultEnded.class).size(),
                new Pace(history).longest());
    }

    @Override
    public String toString() {
        return "%d jobs accepted, %d requests never answered, %d attempts, %d deliveries, %d jobs delivered again after a lost worker, %d faults; longest pause: %s"
                .formatted(
                        accepted,
                        unanswered,
                        claims,
                        deliveries,
                        repeats,
                        faults,
                        longest.map(Pause::toString).orElse("none"));
    }
}
