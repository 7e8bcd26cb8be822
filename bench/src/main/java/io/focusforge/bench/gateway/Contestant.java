package io.focusforge.bench.gateway;

import io.focusforge.bench.load.Load.Call;
import io.focusforge.bench.measure.ProcessTree;
import io.vertx.core.http.HttpMethod;
import java.util.Map;

/**
 * A way to the mock.
 *
 * @param name as it stands in the figures' names
 * @param url without a path
 * @param processes what it consists of; empty for the mock itself
 * @param servers whose cost it causes, but which are not its own
 */
record Contestant(
        String name,
        String url,
        String authorization,
        Map<String, String> headers,
        Map<String, ProcessTree> processes,
        Map<String, ProcessTree> servers) {

    static Contestant plain(String name, String url, Map<String, ProcessTree> processes) {
        return new Contestant(name, url, "Bearer sk-bench", Map.of(), processes, Map.of());
    }

    Call ask(String body) {
        return new Call(HttpMethod.POST, url + "/v1/chat/completions", authorization, body, 200, headers);
    }
}
