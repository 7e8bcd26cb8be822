package io.focusforge.memory.sources;

/** What a run has done so far. Added up where it is stored, so that no step is lost or counted twice. */
public record Counts(int listed, int added, int changed, int unchanged, int deleted, int failed) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    static Counts listed(int listed, int unchanged) {
        return new Counts(listed, 0, 0, unchanged, 0, 0);
    }

    Counts plus(Counts other) {
        return new Counts(
                listed + other.listed,
                added + other.added,
                changed + other.changed,
                unchanged + other.unchanged,
                deleted + other.deleted,
                failed + other.failed);
    }
}
