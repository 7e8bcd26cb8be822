package io.focusforge.gateway.limit;

/** Whether all replicas count together. */
public enum Sharing {
    /** Every request is counted in Redis. */
    SHARED,
    /** Some connections to Redis are lost. */
    PARTLY,
    /** Redis is away, and this replica counts by itself. */
    ALONE
}
