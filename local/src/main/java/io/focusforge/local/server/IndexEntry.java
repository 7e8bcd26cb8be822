package io.focusforge.local.server;

import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.MaxKey;
import java.util.ArrayList;
import java.util.List;

/**
 * A document in an {@link OrderedIndex}: by its values, then by its id.
 *
 * @param values of the indexed fields; fewer than there are fields stand before all that begin like them
 * @param position the document's id
 */
record IndexEntry(List<Object> values, Object position) implements Comparable<IndexEntry> {
    private static final ValueComparator ORDER = ValueComparator.ascWithoutListHandling();

    /** Stands before all entries that begin with these values. */
    static IndexEntry before(List<Object> values) {
        return new IndexEntry(values, null);
    }

    /** Stands after all entries that begin with these values. */
    static IndexEntry after(List<Object> values) {
        var further = new ArrayList<>(values);
        further.add(MaxKey.getInstance());
        return new IndexEntry(further, null);
    }

    @Override
    public int compareTo(IndexEntry other) {
        var shared = Math.min(values.size(), other.values.size());
        for (var i = 0; i < shared; i++) {
            var order = ORDER.compare(values.get(i), other.values.get(i));
            if (order != 0) {
                return order;
            }
        }
        var order = Integer.compare(values.size(), other.values.size());
        return order != 0 ? order : ORDER.compare(position, other.position);
    }
}
