package io.focusforge.orchestrator.planschedule;

import java.util.Comparator;

/**
 * How good a schedule is; what comes first counts most.
 *
 * @param late minutes behind deadlines, all together
 * @param moved steps that are elsewhere than before
 * @param shift by how many minutes, all together
 * @param tired minutes at which one is less fresh than a step asks for
 * @param end of the last step
 * @param ends of all steps, summed up
 */
record Score(long late, long moved, long shift, long tired, long end, long ends) implements Comparable<Score> {
    private static final Comparator<Score> ORDER = Comparator.comparingLong(Score::late)
            .thenComparingLong(Score::moved)
            .thenComparingLong(Score::shift)
            .thenComparingLong(Score::tired)
            .thenComparingLong(Score::end)
            .thenComparingLong(Score::ends);

    @Override
    public int compareTo(Score other) {
        return ORDER.compare(this, other);
    }

    boolean isBetterThan(Score other) {
        return compareTo(other) < 0;
    }
}
