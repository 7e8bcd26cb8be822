/**
 * The streams of ready jobs in Redis, one per queue and priority. They carry names of jobs only and can be lost at any time: Postgres knows
 * what was in them.
 */
package io.focusforge.worker.stream;
