package io.focusforge.chaos.history;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.focusforge.chaos.history.Violation.Rule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Judges a history of runs, sagas and read models, from nothing but its events. A step <em>takes effect</em> outside once for each
 * idempotency key; it may call again under the same key, since a process can die between the call and its record.
 */
public final class RunChecker {
    private static final String COMPLETED = "completed";
    private static final String SUCCEEDED = "succeeded";

    private final History history;
    private final Map<String, List<RunEvent.StepEnded>> steps;
    private final Map<String, List<RunEvent.Ended>> ends;
    private final Map<String, List<RunEvent.Shown>> shown;
    private final Map<Long, List<RunEvent.Effect>> effects;

    public RunChecker(History history) {
        this.history = history;
        this.steps = by(RunEvent.StepEnded.class, RunEvent.StepEnded::run);
        this.ends = by(RunEvent.Ended.class, RunEvent.Ended::run);
        this.shown = by(RunEvent.Shown.class, RunEvent.Shown::run);
        this.effects = by(RunEvent.Effect.class, RunEvent.Effect::item);
    }

    public List<Violation> violations() {
        return Stream.of(
                        nothing(),
                        unsettled(),
                        doubled(),
                        keys(),
                        jobs(),
                        sagas(),
                        diverged(),
                        history.all(RunEvent.Accepted.class).stream().flatMap(this::run))
                .flatMap(found -> found)
                .toList();
    }

    private Stream<Violation> nothing() {
        var shows = !history.all(RunEvent.Accepted.class).isEmpty()
                && !history.all(RunEvent.SagaAccepted.class).isEmpty()
                && !history.all(RunEvent.Compared.class).isEmpty()
                && !history.all(Event.FaultEnded.class).isEmpty();
        return breaks(!shows, Rule.NOTHING, "no run or saga was accepted, nothing was compared, or nothing failed");
    }

    private Stream<Violation> unsettled() {
        return history.all(RunEvent.Unsettled.class).stream()
                .map(rest -> new Violation(Rule.STALLED, "has not ended: " + rest.what()));
    }

    private Stream<Violation> doubled() {
        var runs = by(RunEvent.Accepted.class, RunEvent.Accepted::item);
        var asked = history.all(RunEvent.Asked.class).stream()
                .map(RunEvent.Asked::item)
                .collect(toSet());
        return Stream.concat(
                asked.stream()
                        .filter(item -> !runs.containsKey(item))
                        .map(item -> new Violation(Rule.LOST, "nobody answered the request for item " + item)),
                effects.keySet().stream()
                        .filter(item -> !asked.contains(item))
                        .map(item -> new Violation(Rule.FOREIGN, "nobody had asked for item " + item)));
    }

    /** A step has one key in all its attempts, and shares it with no other: not with that of a second run for the same item, either. */
    private Stream<Violation> keys() {
        var all = history.all(RunEvent.Effect.class);
        var ofSteps = all.stream()
                .collect(groupingBy(
                        effect -> effect.item() + "/" + effect.step(), mapping(RunEvent.Effect::key, toSet())));
        var ofKeys = all.stream()
                .collect(groupingBy(
                        RunEvent.Effect::key, mapping(effect -> effect.item() + "/" + effect.step(), toSet())));
        return Stream.concat(
                severals(ofSteps, "the step %s called under the keys %s"),
                severals(ofKeys, "the key %s was that of %s"));
    }

    private Stream<Violation> jobs() {
        var jobs = history.all(RunEvent.JobTold.class).stream()
                .collect(groupingBy(
                        job -> job.type() + " about " + job.about(), mapping(RunEvent.JobTold::job, toSet())));
        return severals(jobs, "%s is the jobs %s");
    }

    private Stream<Violation> sagas() {
        var ended = by(RunEvent.SagaShown.class, RunEvent.SagaShown::saga);
        return history.all(RunEvent.SagaAccepted.class).stream()
                .filter(saga -> ended.getOrDefault(saga.saga(), List.of()).stream()
                        .noneMatch(end -> end.state().equals(COMPLETED)))
                .map(saga -> new Violation(
                        Rule.LOST,
                        "the saga %s was accepted and is shown as %s".formatted(saga, ended.get(saga.saga()))));
    }

    private Stream<Violation> diverged() {
        return history.all(RunEvent.Compared.class).stream()
                .filter(table -> !table.served().equals(table.rebuilt()))
                .map(table -> new Violation(Rule.DIVERGED, table.toString()));
    }

    private Stream<Violation> run(RunEvent.Accepted accepted) {
        var asked = history.all(RunEvent.Asked.class).stream()
                .filter(ask -> ask.item() == accepted.item())
                .findFirst()
                .orElseThrow();
        var run = accepted.run();
        return Stream.of(ended(run, asked), stepsEndOnce(run), repeated(run, asked), hollow(run, asked))
                .flatMap(found -> found);
    }

    private Stream<Violation> ended(String run, RunEvent.Asked asked) {
        var recorded = ends.getOrDefault(run, List.of());
        var says = shown.getOrDefault(run, List.of());
        var right = recorded.stream().allMatch(end -> end.state().equals(asked.state()))
                && says.size() == 1
                && says.getFirst().state().equals(asked.state());
        return Stream.concat(
                breaks(recorded.size() > 1, Rule.TWICE, "the run %s ended as %s".formatted(run, recorded)),
                breaks(
                        recorded.isEmpty() || !right,
                        Rule.LOST,
                        "the run %s for %s ended as %s, and is shown as %s".formatted(run, asked, recorded, says)));
    }

    private Stream<Violation> stepsEndOnce(String run) {
        return steps.getOrDefault(run, List.of()).stream()
                .collect(groupingBy(RunEvent.StepEnded::step))
                .values()
                .stream()
                .filter(ended -> ended.size() > 1)
                .map(ended -> new Violation(Rule.TWICE, "a step of the run %s ended as %s".formatted(run, ended)));
    }

    /** Who has lost a run to another process may not know it yet, and still be calling; who has never lost it knows. */
    private Stream<Violation> repeated(String run, RunEvent.Asked asked) {
        if (ends.getOrDefault(run, List.of()).stream().anyMatch(end -> end.takeovers() > 0)) {
            return Stream.empty();
        }
        var endedAt = new HashMap<String, Long>();
        steps.getOrDefault(run, List.of()).forEach(step -> endedAt.merge(step.step(), step.at(), Math::min));
        return effects.getOrDefault(asked.item(), List.of()).stream()
                .filter(effect -> effect.at() > endedAt.getOrDefault(effect.step(), Long.MAX_VALUE))
                .map(effect -> new Violation(Rule.REPEATED, "%s began after the end of its step".formatted(effect)));
    }

    /** All effects are there, and what the run says of them is what they were answered with. */
    private Stream<Violation> hollow(String run, RunEvent.Asked asked) {
        var taken = effects.getOrDefault(asked.item(), List.of()).stream()
                .filter(effect -> effect.number() > 0)
                .toList();
        var names = taken.stream().map(RunEvent.Effect::step).collect(toSet());
        var numbers = taken.stream().map(RunEvent.Effect::number).collect(toSet());
        var known = shown.getOrDefault(run, List.of()).stream()
                .filter(end -> end.state().equals(SUCCEEDED))
                .map(end -> new HashSet<>(end.numbers()))
                .findFirst();
        return Stream.concat(
                breaks(
                        !names.equals(Set.copyOf(asked.effects())),
                        Rule.HOLLOW,
                        "the run %s took effect as %s instead of %s".formatted(run, names, asked.effects())),
                breaks(
                        known.isPresent() && !known.get().equals(numbers),
                        Rule.HOLLOW,
                        "the run %s knows of the effects %s, which were %s".formatted(run, known, numbers)));
    }

    private static <T> Stream<Violation> severals(Map<String, Set<T>> found, String text) {
        return found.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> new Violation(Rule.TWICE, text.formatted(entry.getKey(), entry.getValue())));
    }

    private static Stream<Violation> breaks(boolean broken, Rule rule, String detail) {
        return broken ? Stream.of(new Violation(rule, detail)) : Stream.empty();
    }

    private <T extends Event, K> Map<K, List<T>> by(Class<T> kind, Function<T, K> key) {
        return history.all(kind).stream().collect(groupingBy(key));
    }
}
