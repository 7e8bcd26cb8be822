/**
 * Sources: places that documents are taken from, again and again, by schedules of the worker. A run lists the place, notes in Postgres what is to
 * be done, and does it item by item, in short steps that the worker's job {@code source.sync} asks for; whoever is interrupted is followed
 * by the next step. What a run cannot list it does not delete.
 */
package io.focusforge.memory.sources;
