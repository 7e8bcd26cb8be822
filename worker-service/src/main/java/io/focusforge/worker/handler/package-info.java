/**
 * What one writes to add a kind of job: a bean {@link io.focusforge.worker.handler.JobHandler} with its
 * {@link io.focusforge.worker.handler.JobType}. Also knows all of them, and reads payloads as their input.
 */
package io.focusforge.worker.handler;
