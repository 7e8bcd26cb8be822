package io.focusforge.cluster;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The chart, installed in a namespace of its own, which is of the restricted Pod Security. Tests share one that has replicated stores, and leave it as
 * they found it. {@code FOCUSFORGE_CLUSTER_NAMESPACE} names one that is taken as it is and left standing, for those who write tests.
 */
final class Release implements AutoCloseable {
    static final String NAME = "ff";
    static final List<String> SERVICES = List.of("gateway", "orchestrator", "ai", "memory", "worker-default");
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String KEPT = System.getenv("FOCUSFORGE_CLUSTER_NAMESPACE");
    private static final List<String> REPLICATED = List.of(
            "postgres.replicas=3",
            "postgres.pooler.enabled=true",
            "postgres.pooler.replicas=2",
            "redis.replicas=3",
            "redis.separate=true",
            "defaults.drain.timeout=15",
            "services.gateway.config.focusforge\\.gateway\\.limit\\.requests-per-minute=1000000");
    private static final String ODD = "@:/?#%&'\"$ ";
    private static Release shared;

    private final String namespace;
    private final List<String> values;

    private Release(String namespace, List<String> values) {
        this.namespace = namespace;
        this.values = values;
    }

    /** Of the laptop profile, for the caller alone. */
    static Release laptop() {
        return new Release(ownNamespace(), List.of());
    }

    /** With three servers of Postgres and of Redis for each use, and a pooler: one for all tests. */
    static synchronized Release shared() {
        if (shared == null) {
            shared = new Release(KEPT == null ? ownNamespace() : KEPT, REPLICATED);
            if (KEPT == null) {
                Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
            }
            if (KEPT == null || Cluster.helm("list", "-q", "-n", KEPT).isEmpty()) {
                shared.install();
            }
        }
        return shared;
    }

    private static String ownNamespace() {
        return "focusforge-test-%06x".formatted(ThreadLocalRandom.current().nextInt(1 << 24));
    }

    /** Until all is ready. */
    void install() {
        Cluster.kubectl("create", "namespace", namespace);
        Cluster.kubectl("label", "namespace", namespace, "pod-security.kubernetes.io/enforce=restricted");
        if (!values.isEmpty()) {
            bringOddPasswords();
        }
        chart("install");
        awaitReady();
    }

    /** Passwords that would break an address, a file or a line of a shell in which they stood as they are; the chart keeps what it finds. */
    private void bringOddPasswords() {
        var secret = Cluster.JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Secret");
        var metadata = secret.putObject("metadata").put("name", fullName("secrets"));
        metadata.putObject("labels").put("app.kubernetes.io/managed-by", "Helm");
        metadata.putObject("annotations")
                .put("meta.helm.sh/release-name", NAME)
                .put("meta.helm.sh/release-namespace", namespace)
                .put("helm.sh/resource-policy", "keep");
        var passwords = secret.putObject("stringData");
        for (var service : List.of("gateway", "orchestrator", "ai", "memory", "worker")) {
            passwords.put("postgres-" + service, ODD + service).put("postgres-" + service + "-owner", ODD + "owner");
        }
        for (var store : List.of("postgres-superuser", "postgres-replication", "redis-streams", "redis-cache")) {
            passwords.put(store, ODD + store);
        }
        try {
            var file = Files.createTempFile(Path.of("target"), "secret", ".json");
            Files.writeString(file, secret.toString());
            kubectl("apply", "-f", file.toAbsolutePath().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With further values, such as {@code services.gateway.replicas=2}, until all is ready. */
    void upgrade(String... further) {
        chart("upgrade", further);
        awaitReady();
    }

    void rollback() {
        Cluster.helm("rollback", NAME, "-n", namespace);
        awaitReady();
    }

    private void chart(String verb, String... further) {
        var arguments = new ArrayList<>(
                List.of(verb, NAME, "helm/focusforge", "-n", namespace, "-f", "helm/focusforge/values-laptop.yaml"));
        var file = System.getenv("FOCUSFORGE_CLUSTER_VALUES");
        if (file != null) {
            arguments.addAll(List.of("-f", file));
        }
        Stream.concat(values.stream(), Arrays.stream(further))
                .forEach(value -> arguments.addAll(List.of("--set", value)));
        Cluster.helm(arguments.toArray(String[]::new));
    }

    void awaitReady() {
        var workloads = Cluster.kubectl("get", "-n", namespace, "statefulset,deployment", "-o", "name")
                .lines()
                .toList();
        workloads.forEach(this::awaitRollout);
    }

    /** Until each service has a pod that is ready. */
    void awaitAnswering() {
        for (var service : SERVICES) {
            await(service + " is ready")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> get("deployment", fullName(service))
                                    .at("/status/readyReplicas")
                                    .asInt()
                            > 0);
        }
    }

    void awaitRollout(String workload) {
        Cluster.kubectl("rollout", "status", workload, "-n", namespace, "--timeout=" + PATIENCE.toSeconds() + "s");
    }

    String fullName(String component) {
        return NAME + "-focusforge-" + component;
    }

    String namespace() {
        return namespace;
    }

    /** kubectl in the release's namespace. */
    String kubectl(String... arguments) {
        return Cluster.kubectl(inNamespace(arguments));
    }

    JsonNode get(String... arguments) {
        return Cluster.get(inNamespace(arguments));
    }

    private String[] inNamespace(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(arguments[0].equals("exec") ? 1 : all.size(), List.of("-n", namespace));
        return all.toArray(String[]::new);
    }

    /** Names of the pods of a component that are not about to leave. */
    List<String> pods(String component, String... selectors) {
        var selector = String.join(
                ",",
                Stream.concat(Stream.of("app.kubernetes.io/component=" + component), Arrays.stream(selectors))
                        .toList());
        return StreamSupport.stream(get("pods", "-l", selector).path("items").spliterator(), false)
                .filter(pod -> !pod.path("metadata").has("deletionTimestamp"))
                .map(pod -> pod.path("metadata").path("name").asText())
                .toList();
    }

    void awaitPods(String component, int count) {
        await(component + " has " + count + " pods")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> pods(component).size() == count);
        awaitRollout("deployment/" + fullName(component));
    }

    @Override
    public void close() {
        Cluster.kubectl("delete", "namespace", namespace, "--wait=false");
    }
}
