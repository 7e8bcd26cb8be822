/** The event store: streams of events, appended to at an expected version, in the transaction of all that follows from them. */
package io.focusforge.orchestrator.event;
