package io.focusforge.local.server;

import de.bwaldvogel.mongo.backend.DocumentComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The order that a query asks for. */
record Order(Document by) {
    private static final String NATURAL = "$natural";
    private static final int LEAST = 1_000;

    Order {
        by = by == null ? new Document() : by;
    }

    /** That of the ids, which are the keys of the documents, or whatever. */
    boolean isNatural() {
        return by.isEmpty() || by.containsKey(NATURAL);
    }

    /** Whether the first field descends. */
    boolean isBackwards() {
        return !by.isEmpty() && isDescending(by.values().iterator().next());
    }

    /** Whether it is the order of these fields, or its reverse. */
    boolean follows(List<String> fields) {
        var wanted = List.copyOf(by.keySet());
        var directions =
                by.values().stream().map(Order::isDescending).distinct().count();
        return by.isEmpty()
                || directions == 1
                        && wanted.size() <= fields.size()
                        && fields.subList(0, wanted.size()).equals(wanted);
    }

    /**
     * Sorts without holding much more than is wanted.
     *
     * @param atMost 0 for all
     */
    Stream<Document> sort(Stream<Document> documents, long atMost) {
        var comparator = new DocumentComparator(by);
        return atMost == 0 ? documents.sorted(comparator) : first(documents, atMost, comparator);
    }

    private static Stream<Document> first(Stream<Document> documents, long atMost, Comparator<Document> comparator) {
        var held = new ArrayList<Document>();
        documents.forEach(document -> {
            held.add(document);
            if (held.size() >= Math.max(2 * atMost, LEAST)) {
                cut(held, atMost, comparator);
            }
        });
        cut(held, atMost, comparator);
        return held.stream();
    }

    private static void cut(List<Document> held, long atMost, Comparator<Document> comparator) {
        held.sort(comparator);
        held.subList((int) Math.min(atMost, held.size()), held.size()).clear();
    }

    private static boolean isDescending(Object direction) {
        return ((Number) direction).intValue() < 0;
    }
}
