package io.focusforge.chaos.history;

import java.util.List;

/** What happens to runs of chains, sagas and read models. */
public sealed interface RunEvent extends Event {
    /**
     * A client has begun to ask for a run.
     *
     * @param state in which it is to end
     * @param effects names of the steps that take effect outside
     */
    record Asked(long at, long item, String state, List<String> effects) implements RunEvent {
        public Asked {
            effects = List.copyOf(effects);
        }
    }

    record Accepted(long at, long item, String run) implements RunEvent {}

    /**
     * A step of the run for an item called the host outside.
     *
     * @param number what it was answered with: one for each key; 0 when it was refused
     */
    record Effect(long at, String key, long item, String step, long number) implements RunEvent {}

    /** The end of a step, as the database saw it. */
    record StepEnded(long at, String run, String step, String state, int attempt) implements RunEvent {}

    /** The end of a run, as the database saw it. */
    record Ended(long at, String run, String state, int takeovers) implements RunEvent {}

    /**
     * What the API says of a run when all is over.
     *
     * @param numbers of the effects that its steps know of
     */
    record Shown(long at, String run, String state, List<Long> numbers) implements RunEvent {
        public Shown {
            numbers = List.copyOf(numbers);
        }
    }

    /** A job was handed to the worker, about a run or a task; handed over again it has the same id. */
    record JobTold(long at, String job, String type, String about) implements RunEvent {}

    record SagaAccepted(long at, String saga, String kind) implements RunEvent {}

    /** What the API says of a saga, or of the creation of a task, when all is over. */
    record SagaShown(long at, String saga, String kind, String state) implements RunEvent {}

    /** Something has not come to its end, long after the last fault. */
    record Unsettled(long at, String what) implements RunEvent {}

    /** A table as it was served, and after it was made anew of the events. */
    record Compared(long at, String table, String served, String rebuilt) implements RunEvent {}
}
