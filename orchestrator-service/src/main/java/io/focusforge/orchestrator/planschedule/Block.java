package io.focusforge.orchestrator.planschedule;

/** A stretch of work on one step. In minutes since 1970; the end is not part of it. */
public record Block(long start, long end) {
    public Block {
        if (end <= start) {
            throw new IllegalArgumentException("a block ends after it begins");
        }
    }

    long minutes() {
        return end - start;
    }

    boolean overlaps(long otherStart, long otherEnd) {
        return start < otherEnd && otherStart < end;
    }
}
