package io.focusforge.local.server;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.nio.file.Path;
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
}
