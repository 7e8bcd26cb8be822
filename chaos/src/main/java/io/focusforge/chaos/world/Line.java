package io.focusforge.chaos.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between a worker and a server, as something that can be cut and healed. Bytes and connections go through here. */
public final class Line implements AutoCloseable {
    /** How a network fails. */
    public enum Cut {
        /** Connections break, new ones are broken too. */
        RESETS,
        /** Nothing arrives, and nobody is told; when it is healed, everything arrives late. */
        HOLDS,
        /** Nothing arrives, and nobody is told; connections of before never come back to life, new ones do, once it is healed. */
        FORGETS
    }

    private final ServerSocket server;
    private final int target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile Cut cut;

    Line(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("line").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    public void cut(Cut how) {
        cut = how;
        switch (how) {
            case RESETS -> links.forEach(Link::reset);
            case HOLDS -> {}
            case FORGETS -> links.forEach(Link::forget);
        }
    }

    public void heal() {
        cut = null;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        links.forEach(Link::reset);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                open(server.accept());
            } catch (IOException e) {
                // the worker tries again
            }
        }
    }

    private void open(Socket worker) throws IOException {
        var link = new Link(worker, new Socket(), () -> cut == Cut.HOLDS, links::remove);
        links.add(link);
        if (cut == Cut.RESETS) {
            link.reset();
            return;
        }
        if (cut == Cut.FORGETS) {
            link.forget();
        }
        link.start(target);
    }
}
