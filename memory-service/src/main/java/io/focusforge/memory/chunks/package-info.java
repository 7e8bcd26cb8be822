/**
 * The pieces of documents: taken from the worker that reads a document, embedded, kept with their words and vectors, found by both, and
 * removed when their version or their document is gone. Citations are checked against them.
 */
package io.focusforge.memory.chunks;
