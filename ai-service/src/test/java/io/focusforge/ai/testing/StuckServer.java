package io.focusforge.ai.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A port at which no connection can be opened, and none is refused: its queue is full, and nobody accepts. */
final class StuckServer implements AutoCloseable {
    private static final int MORE_THAN_THE_QUEUE = 4;

    private final ServerSocket server;
    private final List<Socket> queued = new ArrayList<>();

    StuckServer() {
        try {
            server = new ServerSocket(0, 1, InetAddress.getByName("localhost"));
            for (var i = 0; i < MORE_THAN_THE_QUEUE; i++) {
                queue();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (var socket : queued) {
            socket.close();
        }
        server.close();
    }

    private void queue() throws IOException {
        var socket = new Socket();
        try {
            socket.connect(server.getLocalSocketAddress(), 200);
            queued.add(socket);
        } catch (java.net.SocketTimeoutException full) {
            socket.close();
        }
    }
}
