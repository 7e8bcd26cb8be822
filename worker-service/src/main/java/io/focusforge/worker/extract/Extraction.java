package io.focusforge.worker.extract;

/** What became of a file. That no process could be had for it is neither, but an exception, and may be tried again. */
public sealed interface Extraction {
    /** Close what was read. */
    record Readable(Extracted text) implements Extraction {}

    /** It will not be readable when it is tried again. */
    record Unreadable(Flaw flaw) implements Extraction {}
}
