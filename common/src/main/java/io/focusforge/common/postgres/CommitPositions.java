package io.focusforge.common.postgres;

/** Learns where in its log the database was when a transaction had ended. None is asked for unless a bean wants to know. */
public interface CommitPositions {
    /** Asked once, at the start. */
    boolean wanted();

    /** Called by the thread of the transaction; {@code position} is as {@code pg_lsn}, a number of bytes. */
    void ended(long position);
}
