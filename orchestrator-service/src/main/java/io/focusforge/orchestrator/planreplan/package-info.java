/**
 * Looks whether plans still fit: when a step's time is over, and a moment after a task, an appointment or another plan of the owner has changed.
 * What has to move is suggested, or moves at once, as the plan says.
 */
package io.focusforge.orchestrator.planreplan;
