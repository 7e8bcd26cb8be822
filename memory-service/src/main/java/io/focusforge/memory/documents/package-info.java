/**
 * Documents: uploads, their versions and states, and the way to the worker that ingests them. The bytes are in the object store, what is known of
 * them in Postgres; what is found of them belongs to {@link io.focusforge.memory.documents.Chunks}.
 */
package io.focusforge.memory.documents;
