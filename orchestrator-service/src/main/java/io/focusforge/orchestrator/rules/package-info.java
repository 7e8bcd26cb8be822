/**
 * The rule-based twins of the chains: what dates, verbs and cue words of a text say about a task, and the steps that it names.
 * Plain functions of a text and an instant, so that the same task always gets the same answer.
 */
package io.focusforge.orchestrator.rules;
