/** Carries the runs of memory-service's sources of documents. */
package io.focusforge.worker.sources;
