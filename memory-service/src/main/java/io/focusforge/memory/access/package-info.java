/**
 * When and how often memories were of use. Noted in memory by whoever shows them, and written by the batch a moment later: a process that
 * dies loses half a minute of it, and no reader waits for a write.
 */
package io.focusforge.memory.access;
