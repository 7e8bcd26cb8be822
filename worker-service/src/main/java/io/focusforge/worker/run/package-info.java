/**
 * Runs jobs: reads messages, claims the jobs in Postgres with a lease and a fencing number, calls the handlers on virtual threads, and records
 * how they ended, many at a time.
 */
package io.focusforge.worker.run;
