/**
 * How the worker speaks SQL: statements, and the jobs table's columns as values.
 *
 * <p>Where jobs are found by their keys, statements write {@code (jobs.state || '')}: the planner then does not think of the partial indexes
 * over states. These are empty whenever statistics are taken, so that it would rather walk over all running jobs, or over the whole backlog.
 */
package io.focusforge.worker.postgres;
