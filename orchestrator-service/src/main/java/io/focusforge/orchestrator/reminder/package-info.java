/** Reminds of tasks when a job of the worker says that it is time: the event is stored once, and then told to the owner's webhooks. */
package io.focusforge.orchestrator.reminder;
