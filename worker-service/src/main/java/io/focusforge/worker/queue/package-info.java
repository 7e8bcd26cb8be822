/**
 * Queues as tenants see them and as operators steer them: counts, pause and resume for all replicas, and the drain of what a tenant has
 * waiting. What is decided about a queue is in Postgres; the dispatcher reads it there, consumers through {@link io.focusforge.worker.queue.QueueGates}.
 */
package io.focusforge.worker.queue;
