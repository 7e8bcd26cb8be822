/**
 * What tasks have to do with each other: a task belongs to one parent and waits for its subtasks and for those that it depends on, never
 * in a circle. Says what follows for other tasks when one is completed, opened again, deleted or linked. All that changes links or states
 * of one owner's tasks takes turns, so that two who end the last two dependencies of a task do not both overlook the other.
 */
package io.focusforge.orchestrator.dependency;
