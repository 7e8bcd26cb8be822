package io.focusforge.common.redis;

/** Whether this replica shares its state with the others. */
public enum Sharing {
    /** All connections to Redis are there. */
    SHARED,
    /** Some connections to Redis are lost. */
    PARTLY,
    /** Redis is away, and this replica goes on by itself. */
    ALONE
}
