package io.focusforge.common.outbound;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetSocketAddress;

/** Requests that go to the address that was judged, whatever the host's name resolves to by then. */
final class Pinned {
    private Pinned() {}

    static RequestOptions get(Destination.Allowed to) {
        var uri = to.uri();
        var secure = "https".equalsIgnoreCase(uri.getScheme());
        var port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(uri.getHost())
                .setPort(port)
                .setSsl(secure)
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                .setFollowRedirects(false)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(to.address(), port)))
                .putHeader("User-Agent", "FocusForge/1")
                .putHeader("Accept", "*/*");
    }
}
