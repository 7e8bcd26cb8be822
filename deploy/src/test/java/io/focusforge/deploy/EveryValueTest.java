package io.focusforge.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No value is without effect: each is changed by itself, in an installation where it means something. */
class EveryValueTest {
    /** All that is yours instead of the chart's, and all that is optional. */
    static final String ALL_ON = """
        secrets: {external: theirs, authorities: them}
        defaults: {autoscaling: {mode: hpa, inFlight: 9}, config: {a.b: c}}
        workers: {ai: {autoscaling: {mode: keda, minReplicas: 0}}}
        models: {config: {default-model: m}, secret: keys}
        ingress: {enabled: true, host: h.example.com, controller: haproxy, tls: {enabled: true}}
        httpRoute: {enabled: true, parentRefs: [{name: g}]}
        postgres: {mode: external, pooler: {enabled: false}, external: {host: db, provision: true, tls: verify-full}}
        redis: {mode: external, external: {streamsUrl: "rediss://s:26379", cacheUrl: "redis://c:26379", type: sentinel, masterName: main}}
        mongodb: {mode: external, external: {url: "mongodb://m:27017", username: u}}
        objects: {mode: s3, s3: {url: "s3://b/p", keys: true}}
        tracing: {endpoint: "http://collector:4318"}
        monitoring: {podMonitor: true, rules: true, dashboards: true}
        tenancy: {dedicated: acme}
        """;

    private static final String BACKED_UP = "{backup: {enabled: true, s3: {bucket: b}}, secrets: {external: theirs}}";
    private static final String FOLLOWING = SecondRegionTest.VALUES;
    private static final String EMULATED = "{mongodb: {mode: emulated}}";
    /** For values that decide what else has to be said. */
    private static final Map<String, String> SPECIAL = Map.ofEntries(
            Map.entry("postgres.mode", "{postgres: {mode: external, external: {host: db}}}"),
            Map.entry("region.follows.host", FOLLOWING),
            Map.entry("redis.mode", "{redis: {mode: external, external: {streamsUrl: 'redis://r', password: false}}}"),
            Map.entry("mongodb.mode", EMULATED),
            Map.entry("backup.enabled", BACKED_UP),
            Map.entry("mongodb.replicas", "{mongodb: {replicas: 5}}"),
            Map.entry("mongodb.arbiter", "{mongodb: {replicas: 2, arbiter: true}}"),
            Map.entry("objects.mode", "{objects: {mode: s3, s3: {url: 's3://b/p'}}}"),
            Map.entry("secrets.existing", "{secrets: {existing: mine}}"),
            Map.entry("defaults.flavor", "{workers: {notify: {flavor: native}}}"),
            Map.entry("defaults.enabled", "{workers: {ai: {enabled: false}}}"),
            Map.entry("defaults.autoscaling.mode", "{defaults: {autoscaling: {mode: hpa}}}"),
            Map.entry("defaults.autoscaling.minReplicas", "{defaults: {autoscaling: {minReplicas: 3}}}"),
            Map.entry("ingress.enabled", "{ingress: {enabled: true}}"),
            Map.entry("httpRoute.enabled", "{httpRoute: {enabled: true, parentRefs: [{name: g}]}}"));
    /** Beginnings of values that mean nothing unless all is on, or the server emulated. */
    private static final List<String> OPTIONAL = List.of(
            "defaults.autoscaling.",
            "keda.",
            "models.",
            "ingress.",
            "httpRoute.",
            "secrets.external",
            "secrets.authorities",
            "postgres.external.",
            "redis.external.",
            "mongodb.external.",
            "objects.s3.",
            "tracing.",
            "tenancy.",
            "monitoring.");

    private static final Pattern ADDRESS = Pattern.compile("(?i)(url|endpoint)$");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Map<String, List<String>> RENDERED = new HashMap<>();

    // hooks are not among what Helm shows here
    static Stream<Value> values() {
        return ValuesFile.read(Chart.DIRECTORY.resolve("values.yaml")).stream()
                .filter(value ->
                        !Set.of("services", "workers", "test", "checks").contains(value.path()))
                .flatMap(Value::leaves);
    }

    @ParameterizedTest
    @MethodSource("values")
    void hasAnEffect(Value value) throws IOException {
        var installation = installation(value.path());
        var changed = YAML.readTree(installation);
        var special = SPECIAL.get(value.path());
        merge((ObjectNode) changed, special == null ? only(value, other(value, changed)) : YAML.readTree(special));

        assertThat(Chart.render(YAML.writeValueAsString(changed)).withoutSecrets())
                .isNotEqualTo(RENDERED.computeIfAbsent(
                        installation, given -> Chart.render(given).withoutSecrets()));
    }

    private static String installation(String path) {
        if (path.startsWith("mongodb.emulatedImage")) {
            return EMULATED;
        }
        var decides = path.equals("defaults.autoscaling.mode")
                || path.endsWith(".enabled") && !path.startsWith("ingress.tls");
        if (path.startsWith("backup.") && !path.equals("backup.enabled")) {
            return BACKED_UP;
        }
        if (path.equals("region.follows.port")) {
            return FOLLOWING;
        }
        if (path.startsWith("postgres.cloudNativePg")) {
            return "{postgres: {mode: cloudnative-pg}}";
        }
        return !decides && OPTIONAL.stream().anyMatch(path::startsWith) ? ALL_ON : "{}";
    }

    private static JsonNode only(Value value, JsonNode content) {
        var tree = JSON.objectNode();
        var names = value.path().split("\\.");
        var at = tree;
        for (var i = 0; i < names.length - 1; i++) {
            at = at.putObject(names[i]);
        }
        at.set(names[names.length - 1], content);
        return tree;
    }

    private static JsonNode other(Value value, JsonNode installation) {
        var content = different(value);
        return content.equals(installation.at("/" + value.path().replace('.', '/'))) ? value.initial() : content;
    }

    private static JsonNode different(Value value) {
        var initial = value.initial();
        if (value.is("enum")) {
            var next = value.words("enum").stream()
                    .filter(word -> !word.equals(initial.asText()))
                    .toList()
                    .getFirst();
            return initial.isNumber() ? JSON.numberNode(Integer.parseInt(next)) : JSON.textNode(next);
        }
        return switch (initial.getNodeType()) {
            case BOOLEAN -> JSON.booleanNode(!initial.asBoolean());
            case NUMBER -> number(value);
            case ARRAY -> JSON.arrayNode().add(item(value));
            case OBJECT ->
                value.mark("map").orElse("").equals("integer")
                        ? JSON.objectNode().put("other", 3)
                        : JSON.objectNode().put("other", "thing");
            case STRING, BINARY, MISSING, NULL, POJO ->
                JSON.textNode(ADDRESS.matcher(value.path()).find() ? "redis://other:7000" : "other");
        };
    }

    private static JsonNode number(Value value) {
        if (value.mark("type").orElse("").equals("number")) {
            return JSON.numberNode(0.5);
        }
        var more = value.initial().asInt() + 7;
        return JSON.numberNode(more > value.mark("max").map(Integer::parseInt).orElse(Integer.MAX_VALUE) ? 1 : more);
    }

    private static JsonNode item(Value value) {
        return value.mark("items").orElse("").equals("string")
                ? JSON.textNode("other")
                : JSON.objectNode().put("name", "other").put("image", "other");
    }

    private static void merge(ObjectNode into, JsonNode from) {
        from.properties().forEach(entry -> {
            if (entry.getValue().isObject() && into.path(entry.getKey()).isObject()) {
                merge((ObjectNode) into.get(entry.getKey()), entry.getValue());
            } else {
                into.set(entry.getKey(), entry.getValue());
            }
        });
    }
}
