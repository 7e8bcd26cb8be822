/** Where the outbox of this service is told: events on the event streams, jobs to the worker. */
package io.focusforge.memory.relay;
