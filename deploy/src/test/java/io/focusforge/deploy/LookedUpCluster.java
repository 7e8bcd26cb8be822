package io.focusforge.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** The part of Kubernetes' API that a chart's {@code lookup} asks: Secrets, ConfigMaps, claims and Deployments of a namespace, storage classes. {@code KUBECONFIG} leads to it. */
final class LookedUpCluster {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRETS = "/api/v1/namespaces/" + Chart.NAMESPACE + "/secrets";
    private static final String CONFIG_MAPS = "/api/v1/namespaces/" + Chart.NAMESPACE + "/configmaps";
    private static final String CLAIMS = "/api/v1/namespaces/" + Chart.NAMESPACE + "/persistentvolumeclaims";
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/" + Chart.NAMESPACE + "/deployments";
    private static final String CLASSES = "/apis/storage.k8s.io/v1/storageclasses";
    private static final LookedUpCluster ONE = start();

    private final Map<String, ObjectNode> secrets = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> configMaps = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> claims = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> deployments = new ConcurrentHashMap<>();
    private final Map<String, Boolean> classes = new ConcurrentHashMap<>();
    private final AtomicBoolean live = new AtomicBoolean();

    private LookedUpCluster() {}

    static LookedUpCluster get() {
        return ONE;
    }

    /** As {@code helm template} sees it: nothing can be looked up. */
    void hide() {
        live.set(false);
        secrets.clear();
        configMaps.clear();
        claims.clear();
        deployments.clear();
        classes.clear();
    }

    /** As {@code helm install} sees it, with a default storage class. */
    void show() {
        live.set(true);
        classes.put("standard", true);
    }

    /** With this storage class alone, which is no default. */
    void onlyClass(String name) {
        classes.clear();
        classes.put(name, false);
    }

    void putDeployment(JsonNode deployment) {
        deployments.put(deployment.at("/metadata/name").asText(), deployment);
    }

    void putConfigMap(ObjectNode configMap) {
        configMaps.put(
                configMap.at("/metadata/name").asText(),
                configMap.put("apiVersion", "v1").put("kind", "ConfigMap"));
    }

    void putClaim(ObjectNode claim) {
        claims.put(
                claim.at("/metadata/name").asText(),
                claim.put("apiVersion", "v1").put("kind", "PersistentVolumeClaim"));
    }

    void put(JsonNode secret) {
        secrets.put(secret.at("/metadata/name").asText(), (ObjectNode) secret);
    }

    private static LookedUpCluster start() {
        try {
            var cluster = new LookedUpCluster();
            var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.createContext("/", cluster::answer);
            server.start();
            Files.writeString(Path.of(System.getenv("KUBECONFIG")), """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
                contexts: [{name: c, context: {cluster: c, user: u}}]
                users: [{name: u, user: {}}]
                current-context: c
                """.formatted(
                            server.getAddress().getPort()));
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var found = find(path);
        var body = JSON.writeValueAsBytes(found == null ? missing() : found);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(found == null ? 404 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private JsonNode find(String path) throws IOException {
        if (path.equals("/api/v1")) {
            return JSON.readTree("""
                {"kind": "APIResourceList", "groupVersion": "v1", "resources": [
                  {"name": "secrets", "singularName": "secret", "namespaced": true, "kind": "Secret", "verbs": ["get", "list"]},
                  {"name": "configmaps", "singularName": "configmap", "namespaced": true, "kind": "ConfigMap", "verbs": ["get", "list"]},
                  {"name": "persistentvolumeclaims", "singularName": "persistentvolumeclaim", "namespaced": true, "kind": "PersistentVolumeClaim",
                   "verbs": ["get", "list"]}]}\
                """);
        }
        if (path.equals("/apis/apps/v1")) {
            return JSON.readTree("""
                {"kind": "APIResourceList", "groupVersion": "apps/v1", "resources": [
                  {"name": "deployments", "singularName": "deployment", "namespaced": true, "kind": "Deployment", "verbs": ["get", "list"]}]}\
                """);
        }
        if (path.equals("/apis/storage.k8s.io/v1")) {
            return JSON.readTree("""
                {"kind": "APIResourceList", "groupVersion": "storage.k8s.io/v1", "resources": [
                  {"name": "storageclasses", "singularName": "storageclass", "namespaced": false, "kind": "StorageClass", "verbs": ["get", "list"]}]}\
                """);
        }
        if (path.equals(CLASSES)) {
            return storageClasses();
        }
        if (path.startsWith(CONFIG_MAPS + "/")) {
            return configMaps.get(path.substring(CONFIG_MAPS.length() + 1));
        }
        if (path.startsWith(CLAIMS + "/")) {
            return claims.get(path.substring(CLAIMS.length() + 1));
        }
        if (path.startsWith(DEPLOYMENTS + "/")) {
            return deployments.get(path.substring(DEPLOYMENTS.length() + 1));
        }
        if (path.equals(SECRETS) && live.get()) {
            return JSON.readTree("{\"kind\": \"SecretList\", \"apiVersion\": \"v1\", \"metadata\": {}, \"items\": []}");
        }
        return path.startsWith(SECRETS + "/") ? secrets.get(path.substring(SECRETS.length() + 1)) : null;
    }

    private JsonNode storageClasses() {
        var list = JSON.createObjectNode().put("kind", "StorageClassList").put("apiVersion", "storage.k8s.io/v1");
        list.putObject("metadata");
        var items = list.putArray("items");
        classes.forEach((name, isDefault) -> items.addObject()
                .put("kind", "StorageClass")
                .put("apiVersion", "storage.k8s.io/v1")
                .putObject("metadata")
                .put("name", name)
                .putObject("annotations")
                .put("storageclass.kubernetes.io/is-default-class", isDefault.toString()));
        return list;
    }

    private static JsonNode missing() throws IOException {
        return JSON.readTree(
                "{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"status\": \"Failure\", \"reason\": \"NotFound\","
                        + " \"code\": 404}");
    }
}
