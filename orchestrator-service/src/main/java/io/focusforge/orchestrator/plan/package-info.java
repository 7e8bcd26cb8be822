/**
 * What a plan is: the steps of a goal, when each is done, and how sure that is. (The steps of one task are {@code task.TaskPlan}.) A plan
 * changes in one transaction with what follows for tasks and runs, and its events say what has moved and why.
 */
package io.focusforge.orchestrator.plan;
