package io.focusforge.memory.sources;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;

/** The end of a source: it goes when nothing of it is left, its schedule included. */
@ApplicationScoped
class Departure {
    private final SourceStore store;
    private final Timetable timetable;

    Departure(SourceStore store, Timetable timetable) {
        this.store = store;
        this.timetable = timetable;
    }

    /** @throws ProblemException {@code unavailable} when that cannot be made sure at the moment */
    void end(Source source) {
        switch (timetable.settle(source)) {
            case Schedules.Outcome.None _ -> store.delete(source.key());
            case Schedules.Outcome.Made _, Schedules.Outcome.Refused _, Schedules.Outcome.Away _ ->
                throw new ProblemException(
                        ErrorCode.UNAVAILABLE, "The schedule of the source could not be removed. Try again.");
        }
    }
}
