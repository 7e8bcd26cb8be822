/** Streams of events: how a frame is written, and who follows what at this replica. */
package io.focusforge.common.sse;
