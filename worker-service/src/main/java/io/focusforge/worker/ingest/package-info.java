/**
 * Jobs {@code document.ingest}: a file becomes text, pieces, and chunks at memory-service, which embeds and keeps them. What is stored there is not
 * sent again, so that an attempt goes on where the one before it ended.
 */
package io.focusforge.worker.ingest;
