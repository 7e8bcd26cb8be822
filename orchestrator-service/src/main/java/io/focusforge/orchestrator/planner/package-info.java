/** Makes an analysis and a plan of a task: by the chains when a model answers, by their rule-based twins when none does. */
package io.focusforge.orchestrator.planner;
