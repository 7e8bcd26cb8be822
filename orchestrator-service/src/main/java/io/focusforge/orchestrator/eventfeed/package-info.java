/** The events of a user as they happen ({@code GET /api/v1/events}), from any point within the retention on, at any replica. */
package io.focusforge.orchestrator.eventfeed;
