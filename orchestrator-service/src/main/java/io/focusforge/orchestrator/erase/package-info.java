/** What the orchestrator keeps of people, and how it is erased: tasks, with all that ever happened to them. */
package io.focusforge.orchestrator.erase;
