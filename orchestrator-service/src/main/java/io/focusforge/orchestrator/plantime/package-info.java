/** Between plans and {@code planschedule}: calendars become free minutes, schedules become blocks, and what moved is said in words. */
package io.focusforge.orchestrator.plantime;
