package io.focusforge.orchestrator.status;

/** What waits: {@code sagasOverdue} should have been gone on with, {@code sagasStuck} need an operator; {@code outboxUnsent} has not been told yet. */
record Backlog(long sagasPending, long sagasOverdue, long sagasStuck, long outboxUnsent) {
    static final Backlog NONE = new Backlog(0, 0, 0, 0);
}
