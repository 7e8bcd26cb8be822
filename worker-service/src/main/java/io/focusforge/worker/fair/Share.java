package io.focusforge.worker.fair;

import java.util.UUID;

/**
 * A tenant in a round of the dispatcher.
 *
 * @param weight how many turns it has for each of a tenant of weight 1
 * @param most how many jobs it may start now
 */
public record Share(UUID tenant, int weight, int most) {
    public static final int UNLIMITED = Integer.MAX_VALUE;

    public Share {
        if (weight < 1 || most < 0) {
            throw new IllegalArgumentException("a share has a weight and no negative limit");
        }
    }

    public static Share of(UUID tenant) {
        return new Share(tenant, 1, UNLIMITED);
    }

    Share less(int started) {
        return new Share(tenant, weight, most == UNLIMITED ? most : Math.max(0, most - started));
    }
}
