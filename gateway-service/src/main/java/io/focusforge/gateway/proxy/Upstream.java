package io.focusforge.gateway.proxy;

import io.focusforge.common.call.Service;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.tracing.TracingPolicy;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** A service behind the gateway, and the connections to it. */
final class Upstream {
    private final Service service;
    private final String origin;
    private final HttpClient client;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger active = new AtomicInteger();

    Upstream(Vertx vertx, Service service, URI url, ProxyConfig config) {
        this.service = service;
        this.origin = url.getScheme() + "://" + url.getAuthority();
        this.client = vertx.createHttpClient(options(url, config));
    }

    Service service() {
        return service;
    }

    int waiting() {
        return waiting.get();
    }

    int active() {
        return active.get();
    }

    void register(MeterRegistry meters) {
        Gauge.builder("focusforge.gateway.upstream.active", active, AtomicInteger::get)
                .description("Requests that a service is working on")
                .tag("service", service.key())
                .register(meters);
        Gauge.builder("focusforge.gateway.upstream.waiting", waiting, AtomicInteger::get)
                .description("Requests that wait for a connection to a service")
                .tag("service", service.key())
                .register(meters);
    }

    /** Whoever gets a request calls {@link #leave} when it is done with. */
    Future<HttpClientRequest> request(HttpMethod method, String target) {
        waiting.incrementAndGet();
        return client.request(method, target).onComplete(connected -> {
            waiting.decrementAndGet();
            if (connected.succeeded()) {
                active.incrementAndGet();
            }
        });
    }

    void leave() {
        active.decrementAndGet();
    }

    /** A location as the client can use it: without the service's own address. */
    String publicLocation(String location) {
        return location.startsWith(origin) ? location.substring(origin.length()) : location;
    }

    private static HttpClientOptions options(URI url, ProxyConfig config) {
        var ssl = "https".equals(url.getScheme());
        return new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setDefaultHost(url.getHost())
                .setDefaultPort(url.getPort() >= 0 ? url.getPort() : ssl ? 443 : 80)
                .setSsl(ssl)
                .setKeepAlive(true)
                .setKeepAliveTimeout((int) config.keepAlive().toSeconds())
                .setMaxPoolSize(config.maxConnections())
                .setMaxWaitQueueSize(config.maxWaiting())
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setTcpNoDelay(true)
                .setTracingPolicy(TracingPolicy.IGNORE);
    }
}
