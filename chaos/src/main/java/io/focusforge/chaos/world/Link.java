package io.focusforge.chaos.world;

import io.focusforge.local.server.Ports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One connection through a line, with a thread for each direction. */
final class Link {
    private static final int BUFFER = 16_384;
    private static final int CONNECT_MILLIS = 2_000;
    private static final Duration STEP = Duration.ofMillis(10);

    private final Socket worker;
    private final Socket redis;
    private final BooleanSupplier held;
    private final Consumer<Link> ended;
    private volatile boolean forgotten;

    /** @param held whether nothing may pass at the moment */
    Link(Socket worker, Socket redis, BooleanSupplier held, Consumer<Link> ended) {
        this.worker = worker;
        this.redis = redis;
        this.held = held;
        this.ended = ended;
    }

    void start(int target) {
        try {
            redis.connect(new InetSocketAddress(Ports.HOST, target), CONNECT_MILLIS);
            worker.setTcpNoDelay(true);
            redis.setTcpNoDelay(true);
        } catch (IOException e) {
            reset();
            return;
        }
        Thread.ofVirtual().start(() -> pump(worker, redis));
        Thread.ofVirtual().start(() -> pump(redis, worker));
    }

    void forget() {
        forgotten = true;
    }

    void reset() {
        ended.accept(this);
        close(worker);
        close(redis);
    }

    private void pump(Socket from, Socket to) {
        try {
            var buffer = new byte[BUFFER];
            for (var read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                while (held.getAsBoolean()) {
                    Wait.pause(STEP);
                }
                if (!forgotten) {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // either side has ended: so does the other
        } finally {
            reset();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // gone already
        }
    }
}
