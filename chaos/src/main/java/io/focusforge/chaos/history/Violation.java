package io.focusforge.chaos.history;

/** A rule that a history breaks, and where. */
public record Violation(Rule rule, String detail) {
    public enum Rule {
        /** The history shows nothing: nothing was accepted, or nothing went wrong. */
        NOTHING,
        /** Accepted means kept: what was accepted ends as it should, and the API says so. */
        LOST,
        /** A job, a run and each of its steps end once, and an effect has one idempotency key. */
        TWICE,
        /** One request makes one job, run or task of each item, however often it is sent. */
        DOUBLED,
        /** Only the newest attempt may end a job; an ended job is not started again; no two attempts share a fencing number. */
        STALE,
        /** A handler runs once at the most for each attempt that was claimed; a step that has ended is not begun again. */
        REPEATED,
        /** What succeeded has done its work before, and knows what came of it. */
        HOLLOW,
        /** There are no jobs that nobody asked for. */
        FOREIGN,
        /** Soon after the end of a fault, one of the jobs that had waited then has ended, and one that was accepted since; everything ends some time. */
        STALLED,
        /** What is read is what the events alone come to. */
        DIVERGED
    }

    @Override
    public String toString() {
        return rule + ": " + detail;
    }
}
