package io.focusforge.worker.deadletter;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.util.function.IntBinaryOperator;

/**
 * A change of many dead letters: those that the filter matches, the oldest death first, up to the limit. It is made in bounded batches of one
 * transaction, and has to be confirmed when it would be a large one.
 */
record Bulk(DeadLetterFilter filter, int limit, boolean confirmed) {
    static final int MOST = 10_000;
    static final int UNCONFIRMED = 1_000;
    /** Nobody needs to know how many there are beyond. */
    static final int COUNTED = 100_000;

    static final int BATCH = 1_000;

    Bulk {
        if (limit < 1 || limit > MOST) {
            throw ProblemException.invalid("limit", "must be from 1 to " + MOST);
        }
    }

    /** @return how many of the matching letters are to be changed */
    int agreed(int matching) {
        if (matching == 0) {
            throw new ProblemException(ErrorCode.NOT_FOUND, "The filter matches no dead letter.");
        }
        var concerned = Math.min(matching, limit);
        if (concerned > UNCONFIRMED && !confirmed) {
            throw ProblemException.invalid(
                    "confirm",
                    "must be true to change more than %d: the filter matches %s%d dead letters, and %d would be changed"
                            .formatted(UNCONFIRMED, matching == COUNTED ? "at least " : "", matching, concerned));
        }
        return concerned;
    }

    /**
     * @param step takes how many are done, and how many more to take at most; returns how many it took
     * @return how many were taken; fewer than wanted when others took some meanwhile
     */
    static int inBatches(int wanted, IntBinaryOperator step) {
        var done = 0;
        var taken = -1;
        while (done < wanted && taken != 0) {
            taken = step.applyAsInt(done, Math.min(BATCH, wanted - done));
            done += taken;
        }
        return done;
    }
}
