package io.focusforge.local.stack;

import io.focusforge.local.server.Endpoints;
import io.focusforge.local.server.Ports;
import io.focusforge.local.server.Service;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which service listens where, and which others it calls. */
final class Wiring {
    private static final Map<Service, Set<Service>> CALLS = Map.of(
            Service.GATEWAY, Set.of(Service.ORCHESTRATOR, Service.AI, Service.MEMORY, Service.WORKER),
            Service.ORCHESTRATOR, Set.of(Service.AI, Service.MEMORY, Service.WORKER),
            Service.AI, Set.of(Service.GATEWAY, Service.ORCHESTRATOR, Service.WORKER),
            Service.MEMORY, Set.of(Service.GATEWAY, Service.ORCHESTRATOR, Service.AI, Service.WORKER),
            Service.WORKER, Set.of(Service.ORCHESTRATOR, Service.AI, Service.MEMORY));

    private final Map<Service, Integer> ports = new EnumMap<>(Service.class);
    private final Map<Service, Integer> managementPorts = new EnumMap<>(Service.class);

    private Wiring(int publicPort, List<Integer> free) {
        var next = free.iterator();
        Arrays.stream(Service.values()).forEach(service -> {
            var port = next.next();
            ports.put(service, service == Service.GATEWAY && publicPort != 0 ? publicPort : port);
            managementPorts.put(service, next.next());
        });
    }

    static Wiring of(int publicPort) {
        return new Wiring(publicPort, Ports.free(2 * Service.values().length));
    }

    static Set<Service> called(Service service) {
        return CALLS.get(service);
    }

    int port(Service service) {
        return ports.get(service);
    }

    int managementPort(Service service) {
        return managementPorts.get(service);
    }

    String url(Service service) {
        return "http://%s:%d".formatted(Ports.HOST, port(service));
    }

    String managementUrl(Service service) {
        return "http://%s:%d".formatted(Ports.HOST, managementPort(service));
    }

    /** All settings of a service but those that the caller of the stack adds. */
    Map<String, String> settings(Service service, Endpoints servers, Path keyFile) {
        var settings = new LinkedHashMap<>(servers.settings(service, Endpoints.Share.of(service)));
        settings.put("focusforge.http.host", Ports.HOST);
        settings.put("focusforge.http.port", "" + port(service));
        settings.put("focusforge.management.port", "" + managementPort(service));
        // no load balancer has to notice anything
        settings.put("focusforge.drain.delay", "0S");
        for (var other : called(service)) {
            settings.put("focusforge.services." + other + ".url", url(other));
            if (service == Service.GATEWAY) {
                settings.put("focusforge.services." + other + ".management-url", managementUrl(other));
            }
        }
        if (service == Service.AI) {
            settings.put(
                    "focusforge.usage.journal-directory",
                    keyFile.resolveSibling("usage").toString());
            // the first task is analysed with it, and nobody should wait for that
            settings.put("focusforge.embeddings.load", "at-start");
            settings.put(
                    "focusforge.embeddings.directory",
                    keyFile.resolveSibling("embedding-model").toString());
        }
        if (service == Service.WORKER || service == Service.MEMORY) {
            settings.put(
                    "focusforge.objects.url",
                    keyFile.resolveSibling("objects").toUri().toString());
        }
        if (service == Service.GATEWAY) {
            settings.put("focusforge.bootstrap.key-file", keyFile.toString());
        }
        return settings;
    }
}
