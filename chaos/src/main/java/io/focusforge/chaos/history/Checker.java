package io.focusforge.chaos.history;

import io.focusforge.chaos.history.Violation.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Judges a history after the run, from nothing but its events. A job <em>takes effect</em> when its end is recorded durably: that may
 * happen once. Its handler may run again, since a worker can die between what it does and its record, but only once for each attempt
 * that was claimed.
 */
public final class Checker {
    private static final String SUCCEEDED = "succeeded";

    private final History history;
    private final Items items;
    private final Duration goesOnWithin;

    public Checker(History history, Duration goesOnWithin) {
        this.history = history;
        this.items = new Items(history);
        this.goesOnWithin = goesOnWithin;
    }

    public List<Violation> violations() {
        var jobs = history.jobs();
        return Stream.of(
                        nothing(),
                        doubled(),
                        foreign(),
                        stalled(),
                        jobs.stream()
                                .flatMap(job -> Stream.of(lost(job), twice(job), stale(job), repeated(job), hollow(job))
                                        .flatMap(Optional::stream)))
                .flatMap(found -> found)
                .toList();
    }

    private Stream<Violation> nothing() {
        var shows = !history.accepted().isEmpty()
                && !history.all(Event.FaultEnded.class).isEmpty();
        return shows ? Stream.of() : Stream.of(new Violation(Rule.NOTHING, "no job was accepted, or nothing failed"));
    }

    private static Optional<Violation> lost(JobHistory job) {
        if (!job.accepted()) {
            return Optional.empty();
        }
        var shown = job.shown().map(Event.Shown::state).orElse("unknown to the API");
        var kept = shown.equals(SUCCEEDED)
                && job.finishes().stream().anyMatch(end -> end.state().equals(SUCCEEDED));
        return breaks(
                !kept,
                Rule.LOST,
                "job %s was accepted and is %s, with %d ends recorded"
                        .formatted(job.id(), shown, job.finishes().size()));
    }

    private static Optional<Violation> twice(JobHistory job) {
        return breaks(
                job.finishes().size() > 1,
                Rule.TWICE,
                "job %s ended more than once: %s".formatted(job.id(), job.finishes()));
    }

    private static Optional<Violation> stale(JobHistory job) {
        var fences = job.claims().stream().map(Event.Claimed::fence).toList();
        var rising = IntStream.range(1, fences.size()).allMatch(i -> fences.get(i - 1) < fences.get(i));
        var byNewest = job.finishes().stream().allMatch(end -> isOfNewest(job, end));
        return breaks(
                !rising || !byNewest,
                Rule.STALE,
                "job %s was claimed as %s and ended as %s".formatted(job.id(), job.claims(), job.finishes()));
    }

    private static boolean isOfNewest(JobHistory job, Event.Finished end) {
        var newest = job.claimAt(end.at());
        return newest.isPresent()
                && newest.get().attempt() == end.attempt()
                && newest.get().equals(job.claims().getLast());
    }

    /** The n-th run of a handler needs n claims before it, whichever of them it belongs to. */
    private static Optional<Violation> repeated(JobHistory job) {
        var runs = job.deliveries();
        var claims = job.claims();
        var covered = runs.size() <= claims.size()
                && IntStream.range(0, runs.size())
                        .allMatch(i -> claims.get(i).at() <= runs.get(i).at());
        return breaks(
                !covered,
                Rule.REPEATED,
                "the handler of job %s ran as %s for the claims %s".formatted(job.id(), runs, claims));
    }

    private static Optional<Violation> hollow(JobHistory job) {
        var hollow = job.finishes().stream()
                .filter(end -> end.state().equals(SUCCEEDED))
                .anyMatch(end -> job.deliveries().stream().noneMatch(run -> run.wasTaken() && run.at() <= end.at()));
        return breaks(hollow, Rule.HOLLOW, "job %s succeeded before its receiver took anything".formatted(job.id()));
    }

    private Stream<Violation> doubled() {
        return items.jobs().entrySet().stream()
                .filter(item -> item.getValue().size() > 1)
                .map(item -> new Violation(
                        Rule.DOUBLED, "item %d became the jobs %s".formatted(item.getKey(), item.getValue())));
    }

    private Stream<Violation> foreign() {
        return history.all(Event.Delivered.class).stream()
                .filter(run -> !items.wasAskedFor(run))
                .map(run -> new Violation(Rule.FOREIGN, "nobody had asked for " + run));
    }

    private Stream<Violation> stalled() {
        var pace = new Pace(history);
        return history.all(Event.FaultEnded.class).stream()
                .filter(end -> pace.wentOnAfter(end)
                        .filter(took -> took.compareTo(goesOnWithin) <= 0)
                        .isEmpty())
                .map(end -> new Violation(Rule.STALLED, "work did not go on in time after " + end));
    }

    private static Optional<Violation> breaks(boolean broken, Rule rule, String detail) {
        return broken ? Optional.of(new Violation(rule, detail)) : Optional.empty();
    }
}
