package io.focusforge.memory.documents;

/** What became of an upload. */
public sealed interface Kept {
    Document document();

    /** A document that was not there, or the next version of one; it is being ingested. */
    record Taken(Document document) implements Kept {}

    /** Nothing: there is this document with the same content. */
    record Same(Document document) implements Kept {}
}
