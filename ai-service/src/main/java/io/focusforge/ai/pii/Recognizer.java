package io.focusforge.ai.pii;

import java.util.List;

/**
 * Finds personal data in a text of a prompt. Every bean of this type is asked for every text, on a virtual thread; it must be safe for
 * threads, and its time linear in the length of the text, which may be megabytes. What it finds may overlap: of that what begins first is
 * taken, then what is longer.
 */
public interface Recognizer {
    List<Found> find(String text);
}
