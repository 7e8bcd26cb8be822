package io.focusforge.local.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of this machine. */
public final class Ports {
    public static final String HOST = "127.0.0.1";

    /** What this process has handed out, and nobody may listen on yet. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;

    private Ports() {}

    /**
     * Different ports that nobody listens on now. They are below those that the system gives to outgoing connections, so that a
     * server which is started again finds its port still free. They are found without being bound: a program that another thread
     * starts in that moment would hold them for a while.
     */
    public static List<Integer> free(int count) {
        return ThreadLocalRandom.current()
                .ints(LOWEST, HIGHEST)
                .distinct()
                .filter(port -> !answers(port) && GIVEN.add(port))
                .limit(count)
                .boxed()
                .toList();
    }

    public static boolean isTaken(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(HOST, port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
