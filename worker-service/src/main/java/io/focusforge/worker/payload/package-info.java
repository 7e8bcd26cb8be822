/**
 * Payloads that are too large for a row of {@code jobs}. They are uploaded first, into the object store; a job then carries a reference in place
 * of its payload, which is read at accept, to be checked against the type, and at each attempt. Payloads go when no job refers to them any more.
 */
package io.focusforge.worker.payload;
