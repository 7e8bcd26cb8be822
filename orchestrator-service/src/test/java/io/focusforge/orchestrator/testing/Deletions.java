package io.focusforge.orchestrator.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The deletions of memory-service: which of their steps were asked for, and what is answered. */
public final class Deletions {
    private static final int DONE = 204;
    private static final Map<String, List<String>> CALLS = new ConcurrentHashMap<>();
    private static final Map<String, Integer> ANSWERS = new ConcurrentHashMap<>();

    private Deletions() {}

    /** In order. */
    public static List<String> calls(String id) {
        var calls = CALLS.getOrDefault(id, List.of());
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    /** From now on. */
    public static void answer(String id, String step, int status) {
        ANSWERS.put(id + "/" + step, status);
    }

    static void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        var path = exchange.getRequestURI().getPath().split("/");
        var calls = CALLS.computeIfAbsent(path[3], id -> new ArrayList<>());
        synchronized (calls) {
            calls.add(path[4]);
        }
        exchange.sendResponseHeaders(ANSWERS.getOrDefault(path[3] + "/" + path[4], DONE), -1);
        exchange.close();
    }
}
