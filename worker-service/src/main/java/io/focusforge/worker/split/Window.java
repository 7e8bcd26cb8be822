package io.focusforge.worker.split;

import io.focusforge.worker.extract.Page;

/** The part of the text that is still needed. */
final class Window {
    private final StringBuilder text = new StringBuilder();
    private int start;

    void append(Page page) {
        text.append(page.text());
    }

    String text(int from, int to) {
        return text.substring(from - start, to - start);
    }

    void forget(int before) {
        text.delete(0, before - start);
        start = before;
    }
}
