package io.focusforge.local.server;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;

/**
 * Lets nothing else happen while an index is made, which the server does not look to by itself. If durable, it answers a write when it is
 * in the file, not up to a second before. Whoever reads tells the store so: it would give the pages that are being read to others, once it
 * has written them anew, and each write makes one of the five versions that it keeps.
 */
class OrderlyBackend extends H2Backend {
    private static final String CREATE_INDEXES = "createIndexes";
    private static final Set<String> READS =
            Set.of("find", "aggregate", "count", "distinct", "getMore", "ping", "hello", "isMaster", "ismaster");

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final MVStore store;
    private final boolean durable;

    // The parent opens the databases that are in the file.
    OrderlyBackend(MVStore store, boolean durable) {
        this.store = store;
        this.durable = durable;
        super(store);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        var version = store.registerVersionUsage();
        try {
            return new NarrowingDatabase(name, store, getCursorRegistry());
        } finally {
            store.deregisterVersionUsage(version);
        }
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        var command = message.getDocument().keySet().iterator().next();
        var held = command.equals(CREATE_INDEXES) ? lock.writeLock() : lock.readLock();
        held.lock();
        var version = store.registerVersionUsage();
        try {
            var answer = super.handleMessage(message);
            if (durable && !READS.contains(command)) {
                commit();
            }
            return answer;
        } finally {
            store.deregisterVersionUsage(version);
            held.unlock();
        }
    }
}
