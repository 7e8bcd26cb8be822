/**
 * Drives the job engine from inside a worker process: a handler that does nothing, and commands that accept jobs for it as the
 * resources do and tell how long it took.
 */
package io.focusforge.bench.engine;
