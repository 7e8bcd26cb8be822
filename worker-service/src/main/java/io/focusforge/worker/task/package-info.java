/** The background path of a task's analysis: asks the orchestrator to go on with its saga until it is done. */
package io.focusforge.worker.task;
