/** The calendar of a user: appointments that are fixed, and that all plans of the user are scheduled around. */
package io.focusforge.orchestrator.appointment;
