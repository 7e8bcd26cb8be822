package io.focusforge.local.server;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;

/** The rest of a query's answer, which is found when it is asked for. */
final class WalkCursor extends AbstractCursor {
    private static final int BATCH = 1_000;

    private final Walk<?> walk;
    private int left;

    WalkCursor(long id, Walk<?> walk, int left) {
        super(id);
        this.walk = walk;
        this.left = left;
    }

    @Override
    public synchronized boolean isEmpty() {
        return left == 0 || !walk.hasNext();
    }

    @Override
    public synchronized List<Document> takeDocuments(int asked) {
        var size = Math.min(left, asked > 0 ? asked : BATCH);
        var taken = new ArrayList<Document>();
        while (taken.size() < size && walk.hasNext()) {
            taken.add(walk.next());
        }
        left -= taken.size();
        isEmpty();
        walk.rest();
        return taken;
    }
}
