/** What the worker does for memory-service: remembers what was learnt from a task, consolidates memories, and carries erasures through. */
package io.focusforge.worker.memory;
