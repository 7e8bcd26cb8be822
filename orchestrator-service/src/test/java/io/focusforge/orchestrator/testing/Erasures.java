package io.focusforge.orchestrator.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The erasures of memory-service: each of the steps takes two calls. */
public final class Erasures {
    private static final int STEPS = 10;
    private static final Map<String, Integer> CALLS = new ConcurrentHashMap<>();
    private static final Set<String> AWAY = ConcurrentHashMap.newKeySet();

    private Erasures() {}

    public static int calls(String id) {
        return CALLS.getOrDefault(id, 0);
    }

    /** No call about this erasure is answered well until it is back. */
    public static void away(String id) {
        AWAY.add(id);
    }

    public static void back(String id) {
        AWAY.remove(id);
    }

    static void answer(HttpExchange exchange) throws IOException {
        var id = exchange.getRequestURI().getPath().split("/")[3];
        exchange.getRequestBody().readAllBytes();
        if (AWAY.contains(id)) {
            Talks.send(exchange, 404, JsonNodeFactory.instance.objectNode());
            return;
        }
        var calls = CALLS.merge(id, 1, Integer::sum);
        if (calls > 2 * STEPS) {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        } else {
            Talks.send(exchange, 202, JsonNodeFactory.instance.objectNode().put("stepsDone", calls / 2));
        }
    }
}
