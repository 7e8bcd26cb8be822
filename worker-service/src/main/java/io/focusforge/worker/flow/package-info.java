/**
 * Jobs that wait for others: trees of parents and children, and chains. Keeps who waits for whom and what has come of those that have
 * ended, lets a parent go when its last child has ended, and carries failures, cancellations and second tries to the others.
 *
 * <p>Whoever changes a flow locks the row of its root first. Holding it, nobody waits for the row of a job that somebody without it may
 * have locked: such jobs are left to the sweeper. So two transactions never wait for each other, whichever ends of a flow they begin at.
 */
package io.focusforge.worker.flow;
