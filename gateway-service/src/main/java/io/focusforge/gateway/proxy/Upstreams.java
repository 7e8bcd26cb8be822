package io.focusforge.gateway.proxy;

import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServicesConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The services behind the gateway. */
@ApplicationScoped
public class Upstreams {
    private final Map<Service, Upstream> all = new EnumMap<>(Service.class);

    Upstreams(Vertx vertx, ServicesConfig services, ProxyConfig config, MeterRegistry meters) {
        for (var service : Service.BEHIND_GATEWAY) {
            var upstream = new Upstream(vertx, service, services.of(service).url(), config);
            upstream.register(meters);
            all.put(service, upstream);
        }
    }

    Upstream of(Service service) {
        return all.get(service);
    }

    /** How busy the connections to each service are. */
    public Map<String, Load> load() {
        var load = new LinkedHashMap<String, Load>();
        all.values()
                .forEach(upstream ->
                        load.put(upstream.service().key(), new Load(upstream.active(), upstream.waiting())));
        return load;
    }

    /** Requests that have a connection, and requests that wait for one. */
    public record Load(int active, int waiting) {}
}
