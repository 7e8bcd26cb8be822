/** Buries the jobs that were not started before their deadline. */
package io.focusforge.worker.deadline;
