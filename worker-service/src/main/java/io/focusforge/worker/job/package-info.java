/**
 * What a job is: its state machine, its attempts and errors, and when it is tried again. Plain Java; nothing in here knows a
 * framework, a database or Redis.
 */
package io.focusforge.worker.job;
