package io.focusforge.worker.schedule;

import io.focusforge.worker.dedupe.Draft;
import io.focusforge.worker.job.JobError;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A plan carried out as far as it can be without the database.
 *
 * @param fire what has become of the fire that starts; null when none does
 * @param draft the job that was made
 */
record Launch(Plan plan, Fire fire, Optional<Draft> draft) {
    static Launch ofNothing(Plan plan) {
        return new Launch(plan, null, Optional.empty());
    }

    static Launch started(Plan plan, Fire fire, Draft draft, Instant now) {
        return new Launch(plan, fire.started(draft.job().key().id(), now), Optional.of(draft));
    }

    static Launch failed(Plan plan, Fire fire, JobError why) {
        return new Launch(plan, fire.failed(why), Optional.empty());
    }

    /** The fire has happened before. */
    Launch withheld() {
        return ofNothing(plan);
    }

    Schedule schedule() {
        return plan.look().schedule();
    }

    /** The row of the fire that starts. */
    Optional<FireStore.Of> row() {
        return Optional.ofNullable(fire).map(this::row);
    }

    /** Rows that are not there yet. */
    Stream<FireStore.Of> newRows() {
        var missed = Optional.ofNullable(plan.look().missed()).map(Fire::missed);
        var rows = Stream.concat(plan.waiting().stream(), missed.stream()).map(this::row);
        return plan.released() ? rows : Stream.concat(row().stream(), rows);
    }

    Progress progress() {
        return plan.progress(draft.map(made -> made.job().key().id()).orElse(null));
    }

    private FireStore.Of row(Fire of) {
        return new FireStore.Of(schedule().key(), of);
    }
}
