/**
 * The review of a week: what was done, what slipped, what the estimates taught, and what is next. The facts are read from tasks and focus
 * sessions; the words are made by the chain {@code weekly_review}, or by its rules, in a durable run.
 */
package io.focusforge.orchestrator.review;
