package io.focusforge.chaos.history;

/** A rule that a history breaks, and where. */
public record Violation(Rule rule, String detail) {
    public enum Rule {
        /** The run shows nothing: no job was accepted, or nothing went wrong. */
        NOTHING,
        /** Accepted means kept: a job that was accepted ends as succeeded, and the API says so. */
        LOST,
        /** A job ends once. */
        TWICE,
        /** One request makes one job of each item, however often it is sent. */
        DOUBLED,
        /** Only the newest attempt may end a job; an ended job is not started again; no two attempts share a fencing number. */
        STALE,
        /** A handler runs once at the most for each attempt that was claimed. */
        REPEATED,
        /** A job that succeeded has done its work before. */
        HOLLOW,
        /** There are no jobs that nobody asked for. */
        FOREIGN,
        /** Soon after the end of a fault, one of the jobs that had waited then has ended, and one that was accepted since. */
        STALLED
    }

    @Override
    public String toString() {
        return rule + ": " + detail;
    }
}
