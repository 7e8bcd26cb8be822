package io.focusforge.deploy;

import static io.focusforge.deploy.Manifests.each;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Pods of one component reach a port of another's. */
record Edge(String from, String to, int port) {
    private static final Pattern ADDRESS = Pattern.compile("(http|postgresql|redis|mongodb)://.*");
    private static final Map<String, Integer> USUAL = Map.of("postgresql", 5432, "redis", 6379, "mongodb", 27017);

    /** Those that the settings of all pods name, as addresses of Services of the release. */
    static Set<Edge> ofSettings(Manifests manifests) {
        var edges = new HashSet<Edge>();
        for (var pod : manifests.pods()) {
            Manifests.containers(pod)
                    .flatMap(container -> each(container.path("env")))
                    .map(variable -> variable.path("value").asText())
                    .filter(value -> ADDRESS.matcher(value).matches())
                    .forEach(value -> addresses(value).forEach(address -> add(edges, manifests, pod, address)));
        }
        return edges;
    }

    static String component(JsonNode pod) {
        return pod.at("/metadata/labels").path("app.kubernetes.io/component").asText();
    }

    // mongodb://a:27017,b:27017/?… is several, and redis://a:26379,redis://b:26379 too
    private static Iterable<URI> addresses(String value) {
        var scheme = value.substring(0, value.indexOf("://") + 3);
        var hosts = value.replace(scheme, "").replaceAll("[/?].*", "").split(",");
        return Arrays.stream(hosts).map(host -> URI.create(scheme + host)).toList();
    }

    private static void add(Set<Edge> edges, Manifests manifests, JsonNode pod, URI address) {
        var host = address.getHost();
        var service = host.substring(host.indexOf('.') + 1);
        var port = address.getPort() < 0 ? USUAL.get(address.getScheme()) : address.getPort();
        manifests
                .of("Service")
                .filter(manifest -> manifest.at("/metadata/name").asText().equals(service))
                .flatMap(manifest -> manifests.pods().stream().filter(target -> isBehind(manifest, target)))
                .forEach(target -> edges.add(new Edge(component(pod), component(target), port)));
    }

    // Postgres labels the one that leads by itself
    private static boolean isBehind(JsonNode service, JsonNode pod) {
        return service.at("/spec/selector").properties().stream()
                .filter(label -> !label.getKey().equals("focusforge.io/role"))
                .allMatch(label ->
                        label.getValue().equals(pod.at("/metadata/labels").path(label.getKey())));
    }
}
