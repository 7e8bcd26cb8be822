package io.focusforge.chaos.world;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was started together, and is ended together: the last first, also when this process is told to end. */
public final class Parts implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Thread atExit = new Thread(this::closeAll);

    public Parts() {
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    public synchronized <T extends AutoCloseable> T add(T part) {
        open.push(part);
        return part;
    }

    @Override
    public void close() {
        closeAll();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // it is this hook that closes
        }
    }

    private synchronized void closeAll() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                System.getLogger(Parts.class.getName()).log(System.Logger.Level.WARNING, "a part does not end", e);
            }
        }
    }
}
