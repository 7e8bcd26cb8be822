package io.focusforge.local.server;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * The server of documents as a program of its own, for a small cluster without MongoDB. What it has answered is in its directory. It knows no users:
 * the network has to keep others away.
 *
 * <pre>
 *   FOCUSFORGE_DOCUMENTS_DIRECTORY   where it keeps them; one process at a time
 *   FOCUSFORGE_DOCUMENTS_HOST        0.0.0.0
 *   FOCUSFORGE_DOCUMENTS_PORT        27017
 * </pre>
 */
public final class DocumentsServer {
    private static final String PREFIX = "FOCUSFORGE_DOCUMENTS_";
    private static final int FAILED = 1;

    private DocumentsServer() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            serve();
        } catch (LocalFailure | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(FAILED);
        }
    }

    private static void serve() throws InterruptedException {
        var directory = Path.of(setting("DIRECTORY", "/data"));
        var server = MongoProtocolServer.start(directory, setting("HOST", "0.0.0.0"), port());
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            server.close();
            stopped.countDown();
        }));
        System.out.printf("Documents of %s on port %d%n", directory, server.port());
        stopped.await();
    }

    private static int port() {
        var text = setting("PORT", "27017");
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(PREFIX + "PORT is not a port: " + text, e);
        }
    }

    private static String setting(String name, String otherwise) {
        return System.getenv().getOrDefault(PREFIX + name, otherwise);
    }
}
