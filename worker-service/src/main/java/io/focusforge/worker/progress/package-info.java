/**
 * What handlers say of their jobs while these go on: how far they have come, and lines of a log. Collected in memory and stored a few times a
 * second, many jobs at once; a job that says nothing costs nothing.
 */
package io.focusforge.worker.progress;
