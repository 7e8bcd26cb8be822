/** The read model of tasks, made anew from the events while the present one is read: beside it, and put in its place at once. */
package io.focusforge.orchestrator.projection;
