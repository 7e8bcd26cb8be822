package io.focusforge.orchestrator.http;

import io.focusforge.common.identity.Caller;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** One request to another service on behalf of a caller. {@code body} is JSON; null for a GET. */
public record ServiceCall(
        URI service, String path, Caller caller, Buffer body, Map<String, String> headers, Duration timeout) {
    public static ServiceCall get(URI service, String path, Caller caller, Duration timeout) {
        return new ServiceCall(service, path, caller, null, Map.of(), timeout);
    }

    public static ServiceCall post(URI service, String path, Caller caller, Buffer body, Duration timeout) {
        return new ServiceCall(service, path, caller, body, Map.of(), timeout);
    }

    public ServiceCall header(String name, String value) {
        return new ServiceCall(service, path, caller, body, Map.of(name, value), timeout);
    }
}
