/**
 * Tells what happens to memories: from the documents, where it cannot get lost, through the outbox to the event streams, and to the worker
 * for the webhooks. At least once, and in order for each memory.
 */
package io.focusforge.memory.events;
