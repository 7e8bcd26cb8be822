/**
 * What a task is, what can happen to it, and where that is kept: a task is the fold of its events; the table of tasks is a
 * projection that is written with them and can be built again from them.
 */
package io.focusforge.orchestrator.task;
