package io.focusforge.worker.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What one look at a schedule leads to.
 *
 * @param start the fire that makes a job now
 * @param released whether that one has waited until now
 * @param replaces whether the last job is cancelled for it
 * @param waiting fires that begin to wait
 * @param skipped the times that do not fire because of the last job
 */
record Plan(
        Look look,
        Optional<Fire> start,
        boolean released,
        boolean replaces,
        List<Fire> waiting,
        List<Instant> skipped) {
    /**
     * What is known of the jobs before.
     *
     * @param busy whether the last job has not ended
     * @param oldest of the fires that wait
     */
    record Before(boolean busy, Optional<Fire> oldest) {}

    static Plan of(Look look, Before before) {
        return switch (look.schedule().spec().overlap()) {
            case SKIP -> skip(look, before.busy());
            case REPLACE -> replace(look, before.busy());
            case QUEUE -> queue(look, before);
        };
    }

    private static Plan skip(Look look, boolean busy) {
        var start = busy ? Optional.<Fire>empty() : look.fires().stream().findFirst();
        var left = look.fires().stream().skip(start.isPresent() ? 1 : 0);
        return new Plan(look, start, false, false, List.of(), times(left));
    }

    private static Plan replace(Look look, boolean busy) {
        var earlier = Math.max(0, look.fires().size() - 1);
        var start = look.fires().stream().skip(earlier).findFirst();
        return new Plan(
                look, start, false, busy, List.of(), times(look.fires().stream().limit(earlier)));
    }

    private static Plan queue(Look look, Before before) {
        var fires = look.fires();
        if (before.busy()) {
            return waiting(look, Optional.empty(), false, fires);
        }
        return before.oldest().isPresent()
                ? waiting(look, before.oldest(), true, fires)
                : waiting(
                        look,
                        fires.stream().findFirst(),
                        false,
                        fires.stream().skip(1).toList());
    }

    private static Plan waiting(Look look, Optional<Fire> start, boolean released, List<Fire> fires) {
        var places = Due.MOST - look.schedule().progress().waiting() + (released ? 1 : 0);
        var room = Math.clamp(places, 0, fires.size());
        return new Plan(
                look,
                start,
                released,
                false,
                fires.subList(0, room),
                times(fires.stream().skip(room)));
    }

    private static List<Instant> times(Stream<Fire> fires) {
        return fires.map(Fire::dueAt).toList();
    }

    /** @param job that was made; null when there was none */
    Progress progress(UUID job) {
        var before = look.schedule().progress();
        return new Progress(
                look.next(),
                before.pausedAt(),
                job == null ? before.lastJob() : job,
                before.waiting() + waiting.size() - (released ? 1 : 0),
                tally(before.tally(), job));
    }

    private Progress.Tally tally(Progress.Tally before, UUID job) {
        return new Progress.Tally(
                before.fired() + (job == null ? 0 : 1),
                before.skipped() + skipped.size(),
                before.missed() + (look.missed() == null ? 0 : look.missed().times()),
                skipped.isEmpty() ? before.lastSkippedAt() : skipped.getLast());
    }
}
