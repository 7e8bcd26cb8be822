package io.focusforge.common.call;

import io.focusforge.common.identity.Caller;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Map;

/** One request to another service on behalf of a caller. {@code body} is JSON; null for a GET, and only then. */
public record ServiceCall(
        HttpMethod method,
        Service service,
        String path,
        Caller caller,
        Buffer body,
        Map<String, String> headers,
        Duration timeout) {
    public static ServiceCall get(Service service, String path, Caller caller, Duration timeout) {
        return new ServiceCall(HttpMethod.GET, service, path, caller, null, Map.of(), timeout);
    }

    public static ServiceCall post(Service service, String path, Caller caller, Buffer body, Duration timeout) {
        return new ServiceCall(HttpMethod.POST, service, path, caller, body, Map.of(), timeout);
    }

    public static ServiceCall put(Service service, String path, Caller caller, Buffer body, Duration timeout) {
        return new ServiceCall(HttpMethod.PUT, service, path, caller, body, Map.of(), timeout);
    }

    public ServiceCall withHeaders(Map<String, String> more) {
        return new ServiceCall(method, service, path, caller, body, more, timeout);
    }
}
