package io.focusforge.local.server;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Documents in the order of some keys, as they are in the store: they must not be changed. At rest it holds no more than the last key, after
 * which it goes on whatever has been written meanwhile.
 *
 * @param <K> a key by which a document is found
 */
final class Walk<K> implements Iterator<Document> {
    private final Function<K, Iterator<K>> keys;
    private final Function<K, Document> document;
    private final Predicate<Document> wanted;
    private Iterator<K> ahead;
    private K last;
    private Document next;
    private boolean ended;

    /**
     * @param keys those after a key, which may be the first of them; all for null
     * @param document what a key stands for; null for nothing
     */
    Walk(Function<K, Iterator<K>> keys, Function<K, Document> document, Predicate<Document> wanted) {
        this.keys = keys;
        this.document = document;
        this.wanted = wanted;
    }

    @Override
    public boolean hasNext() {
        while (next == null && !ended) {
            step();
        }
        return next != null;
    }

    @Override
    public Document next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var found = next;
        next = null;
        return found;
    }

    /** To be called when other commands may come before the next document is asked for. */
    void rest() {
        ahead = null;
    }

    Stream<Document> stream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED), false);
    }

    private void step() {
        if (ahead == null) {
            ahead = keys.apply(last);
        }
        if (!ahead.hasNext()) {
            ended = true;
            return;
        }
        var key = ahead.next();
        if (key.equals(last)) {
            return;
        }
        last = key;
        var found = document.apply(key);
        next = found != null && wanted.test(found) ? found : null;
    }
}
