package io.focusforge.deploy;

import static io.focusforge.deploy.Manifests.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProfilesTest {
    /** What a profile for production cannot know. */
    static final String PRODUCTION = """
        ingress: {host: focusforge.example.com}
        objects: {s3: {url: "s3://bucket/focusforge"}}
        """;

    @Test
    void laptopHasOneOfEach() {
        var manifests = Chart.render("laptop", "{}");

        assertThat(manifests.of("Deployment")).hasSize(5).allSatisfy(deployment -> assertThat(
                        deployment.at("/spec/replicas").asInt())
                .isOne());
        assertThat(manifests.of("StatefulSet"))
                .hasSize(3)
                .allSatisfy(set -> assertThat(set.at("/spec/replicas").asInt()).isOne());
        assertThat(manifests.of("PodDisruptionBudget")).isEmpty();
        assertThat(Manifests.variable(
                        manifests.get("Deployment", "-worker-default").at("/spec/template/spec/containers/0"),
                        "FOCUSFORGE_JOBS_QUEUES"))
                .contains("ai,default,files,notify");
    }

    @Test
    void laptopRatherWaitsThanRefusesWhileAnUpgradeTakesItsProcessors() {
        var manifests = Chart.render("laptop", "{}");

        assertThat(List.of("-gateway", "-ai")).allSatisfy(service -> assertThat(manifests
                        .get("ConfigMap", service)
                        .at("/data/application.properties")
                        .asText())
                .contains("focusforge.overload.max-wait=5S"));
        assertThat(manifests.services()).allSatisfy(deployment -> assertThat(
                        Manifests.variable(deployment.at("/spec/template/spec/containers/0"), "FOCUSFORGE_DRAIN_DELAY"))
                .contains("20S"));
    }

    @Test
    void productionLeavesTheNumberOfPodsToItsScalers() {
        var manifests = Chart.render("production", PRODUCTION);

        assertThat(manifests.services()).isNotEmpty().allSatisfy(deployment -> assertThat(
                        deployment.path("spec").has("replicas"))
                .isFalse());
        assertThat(manifests.of("HorizontalPodAutoscaler").map(hpa -> hpa.at("/spec/scaleTargetRef/name")
                        .asText()))
                .contains(
                        "ff-focusforge-gateway",
                        "ff-focusforge-ai",
                        "ff-focusforge-memory",
                        "ff-focusforge-orchestrator");
        assertThat(manifests.of("PodDisruptionBudget")).isNotEmpty();
    }

    @Test
    void whatComesFromNothingInProductionIsAnExecutableWhereThatCanDoTheWork() {
        var manifests = Chart.render("production", PRODUCTION);

        var fromNothing = manifests
                .of("ScaledObject")
                .filter(scaled -> scaled.at("/spec/minReplicaCount").asInt() == 0)
                .map(scaled -> scaled.at("/spec/scaleTargetRef/name").asText())
                .toList();
        var executables = manifests
                .services()
                .filter(deployment -> deployment
                        .at("/spec/template/spec/containers/0/image")
                        .asText()
                        .contains("-native:"))
                .map(deployment -> deployment.at("/metadata/name").asText())
                .toList();
        assertThat(fromNothing).hasSize(3).containsAll(executables);
        // files are read in a JVM
        assertThat(executables).containsExactlyInAnyOrder("ff-focusforge-worker-ai", "ff-focusforge-worker-notify");
    }

    @Test
    void workersAreScaledByTheirQueues() {
        var triggers = each(Chart.render("{workers: {ai: {autoscaling: {mode: keda, minReplicas: 0, maxReplicas: 4}}}}")
                        .get("ScaledObject", "-worker-ai")
                        .at("/spec/triggers"))
                .map(trigger -> trigger.path("metadata"))
                .toList();

        assertThat(triggers)
                .extracting(metadata -> metadata.path("valueLocation").asText())
                .isEqualTo(List.of("ready", "forecastReady", "oldestAgeSeconds"));
        assertThat(triggers)
                .extracting(metadata -> metadata.path("url").asText())
                .containsOnly("http://ff-focusforge-gateway.test:8080/api/v1/queues/ai/stats");
    }

    @Test
    void migrationsHaveAnotherNameWhenTheyDoSomethingElse() {
        var before = jobs("{}");

        assertThat(jobs("{}")).isEqualTo(before);
        assertThat(jobs("{defaults: {replicas: 5}}")).isEqualTo(before);
        assertThat(jobs("{image: {tag: other}}")).hasSize(5).doesNotContainAnyElementsOf(before);
    }

    @Test
    void falseAndZeroTakeThePlaceOfDefaults() {
        var manifests = Chart.render(
                "{services: {ai: {spread: false, podDisruptionBudget: {enabled: false}}}, workers: {ai: {replicas:"
                        + " 0}}}");

        assertThat(manifests.get("Deployment", "-ai").at("/spec/template/spec").has("topologySpreadConstraints"))
                .isFalse();
        assertThat(manifests.find("PodDisruptionBudget", "-ai")).isEmpty();
        assertThat(manifests
                        .get("Deployment", "-worker-ai")
                        .at("/spec/replicas")
                        .asInt())
                .isZero();
    }

    @Test
    void postgresTakesTheConnectionsOfAllPods() {
        var few = patroni("{postgres: {pooler: {enabled: false}}}");
        var many = patroni(
                "{postgres: {pooler: {enabled: false}}, services: {gateway: {autoscaling: {mode: hpa, maxReplicas: 40}}}}");

        assertThat(connections(many)).isGreaterThan(connections(few) + 38 * 10);
    }

    @Test
    void poolerTakesTheConnectionsOfAllPodsInPlaceOfPostgres() {
        var few = Chart.render("{}");
        var many = Chart.render("{services: {gateway: {autoscaling: {mode: hpa, maxReplicas: 40}}}}");

        assertThat(clients(many)).isGreaterThan(clients(few) + 38 * 10);
        assertThat(patroni("{}"))
                .isEqualTo(patroni("{services: {gateway: {autoscaling: {mode: hpa, maxReplicas: 40}}}}"));
        assertThat(connections(patroni("{postgres: {pooler: {replicas: 3, poolSize: 10}}}")))
                .isGreaterThan(4 * 5 * 10);
    }

    @Test
    void migrationsGoPastThePooler() {
        for (var mode : List.of("bundled", "cloudnative-pg")) {
            var manifests = Chart.render("{postgres: {mode: %s}}".formatted(mode));

            assertThat(manifests.of("Deployment").filter(manifest -> url(manifest)
                            .isPresent()))
                    .hasSize(8)
                    .allSatisfy(manifest -> assertThat(url(manifest).orElseThrow())
                            .startsWith("postgresql://ff-focusforge-pooler:5432/"));
            assertThat(manifests.of("Job")).hasSize(5).allSatisfy(manifest -> assertThat(
                            url(manifest).orElseThrow())
                    .startsWith("postgresql://ff-focusforge-postgres"));
        }
    }

    private static Optional<String> url(JsonNode manifest) {
        return Manifests.variable(manifest.at("/spec/template/spec/containers/0"), "FOCUSFORGE_POSTGRES_URL");
    }

    private static int clients(Manifests manifests) {
        var ini =
                manifests.get("ConfigMap", "-pooler").at("/data/pgbouncer.ini").asText();
        return Integer.parseInt(ini.replaceAll("(?s).*max_client_conn = (\\d+).*", "$1"));
    }

    private static List<String> jobs(String values) {
        return Chart.render(values)
                .of("Job")
                .map(job -> job.at("/metadata/name").asText())
                .toList();
    }

    private static String patroni(String values) {
        return Chart.render(values)
                .get("ConfigMap", "-postgres")
                .at("/data/patroni.yaml")
                .asText();
    }

    private static int connections(String patroni) {
        return Integer.parseInt(patroni.replaceAll("(?s).*max_connections: (\\d+).*", "$1"));
    }
}
