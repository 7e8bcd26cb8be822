/**
 * Focus sessions: when somebody worked on a task, without what interrupted it, one at a time; and what they teach. How long completed tasks
 * of a category took, compared with their estimates, corrects the estimates of new ones.
 */
package io.focusforge.orchestrator.focus;
