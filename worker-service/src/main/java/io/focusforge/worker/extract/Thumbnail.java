package io.focusforge.worker.extract;

/** A picture made small, or why there is none. */
public sealed interface Thumbnail {
    /** @param png no edge of it is longer than {@code focusforge.extract.thumbnail-edge}; a smaller picture keeps its size */
    record Made(byte[] png, int width, int height) implements Thumbnail {}

    record Refused(Flaw flaw) implements Thumbnail {}
}
