/** What memory-service remembers that has to do with a task. Bounded in time; without an answer a task has no context, and says so. */
package io.focusforge.orchestrator.recall;
