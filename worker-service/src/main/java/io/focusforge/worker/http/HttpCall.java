package io.focusforge.worker.http;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A POST of JSON.
 *
 * @param address connect there, and not to whatever the host's name resolves to by then
 */
public record HttpCall(
        URI uri, Map<String, String> headers, byte[] body, Duration timeout, Optional<InetAddress> address) {
    boolean secure() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    int port() {
        if (uri.getPort() > 0) {
            return uri.getPort();
        }
        return secure() ? 443 : 80;
    }

    String target() {
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
