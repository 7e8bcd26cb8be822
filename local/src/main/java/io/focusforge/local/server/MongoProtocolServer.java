package io.focusforge.local.server;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** A server that speaks MongoDB's protocol, inside this process. It has no users: who reaches it may do everything. */
final class MongoProtocolServer implements AutoCloseable {
    private static final int CACHE_MEGABYTES = 48;
    /** A write makes its page anew, with all documents on it. */
    private static final int PAGE_BYTES = 4 * 1024;

    private final MongoServer server;
    private final int port;

    private MongoProtocolServer(MongoServer server, int port) {
        this.server = server;
        this.port = port;
    }

    static MongoProtocolServer start(ServersOptions options) {
        // The system chooses the port: a socket opened to try one is inherited by the programs that other threads start
        // meanwhile.
        return listen(
                options.durable() ? kept(options.directory()) : new OrderlyBackend(MVStore.open(null), false),
                Ports.HOST,
                0);
    }

    /** With all that was written kept in a directory, at a given address. */
    static MongoProtocolServer start(Path directory, String host, int port) {
        return listen(kept(directory), host, port);
    }

    private static MongoProtocolServer listen(H2Backend documents, String host, int port) {
        var server = new MongoServer(documents);
        server.bind(host, port);
        return new MongoProtocolServer(server, server.getLocalAddress().getPort());
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static H2Backend kept(Path directory) {
        var file = Directories.make(directory.resolve("mongo")).resolve("documents.mv");
        try {
            var store = new MVStore.Builder()
                    .fileName(file.toString())
                    .cacheSize(CACHE_MEGABYTES)
                    .pageSplitSize(PAGE_BYTES)
                    .open();
            return new OrderlyBackend(store, true);
        } catch (MVStoreException e) {
            throw new LocalFailure("The documents in %s cannot be opened: %s".formatted(file, e.getMessage()), e);
        }
    }

    /**
     * Lets nothing else happen while an index is made, which the server does not look to by itself. If durable, it answers a write when it is
     * in the file, not up to a second before.
     */
    private static final class OrderlyBackend extends H2Backend {
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
            return new NarrowingDatabase(name, store, getCursorRegistry());
        }

        @Override
        public Document handleMessage(MongoMessage message) {
            var command = message.getDocument().keySet().iterator().next();
            var held = command.equals(CREATE_INDEXES) ? lock.writeLock() : lock.readLock();
            held.lock();
            try {
                var answer = super.handleMessage(message);
                if (durable && !READS.contains(command)) {
                    commit();
                }
                return answer;
            } finally {
                held.unlock();
            }
        }
    }
}
