package io.focusforge.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Requests from a pod in the cluster, evenly, until it is told to stop. */
final class Load implements AutoCloseable {
    private static final Path CLASSES = Path.of("target/classes");
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int AT_MOST_SECONDS = 1800;

    /**
     * Where requests go.
     *
     * @param address of its host, where no name service knows it
     * @param trusted a key store of type PKCS 12 with those who vouch for it
     */
    record Entry(String url, String address, Path trusted) {
        private static Entry service(Release release) {
            return new Entry("http://%s:8080".formatted(release.fullName("gateway")), null, null);
        }

        private String host() {
            return url.replaceAll("^.*://|:.*$", "");
        }
    }

    private final Release release;
    private final Entry entry;
    /** The node that it runs on, or empty for any. */
    private final String node;

    private final String name =
            "load-%06x".formatted(ThreadLocalRandom.current().nextInt(1 << 24));

    private Load(Release release, Entry entry, String node) {
        this.release = release;
        this.entry = entry;
        this.node = node;
    }

    /**
     * To the gateway's Service.
     *
     * @param kinds of {@link io.focusforge.cluster.load.Load}, with their number in a second: {@code reads=80}
     */
    static Load start(Release release, String... kinds) {
        return start(release, Entry.service(release), kinds);
    }

    static Load start(Release release, Entry entry, String... kinds) {
        return begin(new Load(release, entry, ""), kinds);
    }

    /** To the gateway's Service, from a node that stays. */
    static Load startOn(String node, Release release, String... kinds) {
        return begin(new Load(release, Entry.service(release), node), kinds);
    }

    private static Load begin(Load load, String... kinds) {
        load.run(kinds);
        return load;
    }

    private void run(String... kinds) {
        try {
            var directory = Files.createTempDirectory(Path.of("target"), "load").toAbsolutePath();
            var files = new ArrayList<>(
                    List.of("create", "configmap", name, "--from-file=load.jar=" + jar(directory.resolve("load.jar"))));
            if (entry.trusted() != null) {
                files.add("--from-file=trusted.p12=" + entry.trusted());
            }
            release.kubectl(files.toArray(String[]::new));
            var pod = Files.writeString(directory.resolve("pod.json"), pod(kinds));
            release.kubectl("apply", "-f", pod.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("the load has begun")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> log().contains("started"));
    }

    private static Path jar(Path file) throws IOException {
        try (var jar = new JarOutputStream(Files.newOutputStream(file));
                var classes = Files.walk(CLASSES)) {
            for (var path : classes.filter(Files::isRegularFile).sorted().toList()) {
                jar.putNextEntry(new JarEntry(CLASSES.relativize(path).toString()));
                Files.copy(path, jar);
            }
        }
        return file;
    }

    private String pod(String... kinds) {
        var image = release.get("deployment", release.fullName("gateway"))
                .at("/spec/template/spec/containers/0/image")
                .asText();
        var command = new ArrayList<>(List.of(
                "java",
                "-cp",
                "/load/load.jar",
                "io.focusforge.cluster.load.Load",
                entry.url(),
                String.valueOf(AT_MOST_SECONDS)));
        command.addAll(List.of(kinds));
        var trust = entry.trusted() == null
                ? ""
                : " -Djavax.net.ssl.trustStore=/load/trusted.p12 -Djavax.net.ssl.trustStorePassword="
                        + Certificate.PASSWORD;
        var alias = entry.address() == null
                ? "[]"
                : "[{\"ip\": \"%s\", \"hostnames\": [\"%s\"]}]".formatted(entry.address(), entry.host());
        var selector = node.isEmpty() ? "{}" : "{\"kubernetes.io/hostname\": \"%s\"}".formatted(node);
        return """
                {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "%1$s"}, "spec": {
                  "restartPolicy": "Never", "automountServiceAccountToken": false, "enableServiceLinks": false,
                  "terminationGracePeriodSeconds": 1, "hostAliases": %6$s, "nodeSelector": %7$s,
                  "securityContext": {"runAsNonRoot": true, "runAsUser": 10001, "seccompProfile": {"type": "RuntimeDefault"}},
                  "containers": [{"name": "load", "image": "%2$s", "imagePullPolicy": "IfNotPresent", "command": %3$s,
                    "securityContext": {"allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"]}},
                    "env": [
                      {"name": "JAVA_TOOL_OPTIONS", "value": "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1%5$s"},
                      {"name": "API_KEY", "valueFrom": {"secretKeyRef": {"name": "%4$s", "key": "api-key"}}}],
                    "resources": {"requests": {"cpu": "250m", "memory": "128Mi"}},
                    "volumeMounts": [{"name": "load", "mountPath": "/load"}]}],
                  "volumes": [{"name": "load", "configMap": {"name": "%1$s"}}]}}
                """.formatted(
                name, image, Cluster.JSON.valueToTree(command), release.fullName("secrets"), trust, alias, selector);
    }

    private String log() {
        var phase = release.get("pod", name).at("/status/phase").asText();
        var log = phase.equals("Pending") ? "" : release.kubectl("logs", name);
        assertThat(phase).as(log).isIn("Pending", "Running", "Succeeded");
        return log;
    }

    /** What came of each kind, as {@link io.focusforge.cluster.load.Load} says it. */
    JsonNode stop() {
        assertThat(log()).contains("started");
        release.kubectl("exec", name, "--", "touch", "/tmp/stop");
        await("the load has ended")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> log().contains("result "));
        var log = log();
        var result = log.substring(log.indexOf("result ") + "result ".length())
                .lines()
                .findFirst()
                .orElseThrow();
        System.out.println(result);
        return Cluster.json(result);
    }

    @Override
    public void close() {
        release.kubectl("delete", "pod,configmap", name, "--ignore-not-found", "--wait=false");
    }
}
