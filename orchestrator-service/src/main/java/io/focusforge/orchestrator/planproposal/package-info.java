/** Finds the steps of a goal: by the chain {@code goal_plan} when a model answers, by rules when none does. */
package io.focusforge.orchestrator.planproposal;
