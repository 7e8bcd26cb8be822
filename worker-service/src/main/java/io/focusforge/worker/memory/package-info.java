/** Remembers what was learnt from a task. */
package io.focusforge.worker.memory;
