/** How events and jobs leave this service: events for Redis Streams, jobs for the worker. */
package io.focusforge.orchestrator.relay;
