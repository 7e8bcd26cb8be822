/** Carries out what is done to plans: the edit, the times that follow from it, and the tasks that belong to its steps, in one transaction. */
package io.focusforge.orchestrator.plancommand;
