package io.focusforge.worker.flow;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Goes through many rows, of which it holds one page at a time. */
final class Pages<R, T> implements Iterator<T> {
    private final Function<R, List<R>> next;
    private final Function<R, T> value;
    private List<R> page = List.of();
    private int position;
    private R last;
    private boolean ended;

    /** @param next the page behind this row; the first for null; an empty one at the end */
    Pages(Function<R, List<R>> next, Function<R, T> value) {
        this.next = next;
        this.value = value;
    }

    @Override
    public boolean hasNext() {
        if (position == page.size() && !ended) {
            page = next.apply(last);
            position = 0;
            ended = page.isEmpty();
        }
        return !ended;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        last = page.get(position++);
        return value.apply(last);
    }
}
