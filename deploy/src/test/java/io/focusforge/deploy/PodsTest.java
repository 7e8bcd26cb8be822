package io.focusforge.deploy;

import static io.focusforge.deploy.Manifests.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodsTest {
    private static final Pattern COMPOSE_SERVICE = Pattern.compile("(?m)^  (\\w+):\\n((?:    .*\\n|\\n)*)");
    private static final Pattern CALLED = Pattern.compile("FOCUSFORGE_SERVICES_\\w+_URL");

    static Stream<Manifests> installations() {
        return Stream.of(
                Chart.render("{}"),
                Chart.render("laptop", "{}"),
                Chart.render("small", "{}"),
                Chart.render("production", ProfilesTest.PRODUCTION),
                Chart.render("production+10k-users", ProfilesTest.PRODUCTION));
    }

    @ParameterizedTest
    @MethodSource("installations")
    void meetTheRestrictedStandard(Manifests manifests) {
        assertThat(manifests.pods()).allSatisfy(PodsTest::meetsTheRestrictedStandard);
    }

    @Test
    void runAsNativeExecutablesWhereTheyAreToldTo() {
        var manifests = Chart.render("{services: {gateway: {flavor: native}}, workers: {notify: {flavor: native}}}");
        assertThat(manifests.pods().stream()
                        .flatMap(Manifests::containers)
                        .map(container -> container.path("image").asText())
                        .filter(image -> image.contains("-native:"))
                        .map(image -> image.substring(0, image.indexOf(':')))
                        .distinct())
                .containsExactlyInAnyOrder("focusforge/gateway-service-native", "focusforge/worker-service-native");
    }

    /** A container that is started again and again would otherwise fill its node with models, one for each start. */
    @Test
    void ofTheAiServiceUnpackTheirModelWhereTheNextStartFindsIt() {
        var pod = Chart.render("{}").get("Deployment", "-ai").at("/spec/template");
        var container = Manifests.containers(pod).findFirst().orElseThrow();
        var directory =
                Manifests.variable(container, "FOCUSFORGE_EMBEDDINGS_DIRECTORY").orElseThrow();
        var mount = each(container.path("volumeMounts"))
                .filter(mounted ->
                        directory.startsWith(mounted.path("mountPath").asText() + "/"))
                .findFirst()
                .orElseThrow();
        assertThat(each(pod.at("/spec/volumes"))
                        .filter(volume -> volume.path("name").equals(mount.path("name")))
                        .findFirst()
                        .orElseThrow()
                        .has("emptyDir"))
                .isTrue();
    }

    static void meetsTheRestrictedStandard(JsonNode pod) {
        var security = pod.at("/spec/securityContext");
        assertThat(security.path("runAsNonRoot").asBoolean()).isTrue();
        assertThat(security.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(Manifests.containers(pod)).isNotEmpty().allSatisfy(container -> {
            var own = container.path("securityContext");
            assertThat(own.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(own.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(own.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            assertThat(container.at("/resources/limits").has("memory")).isTrue();
            assertThat(container.at("/resources/requests").has("cpu")).isTrue();
        });
    }

    @Test
    void ofPostgresHaveTheLabelsByWhichMembersFindEachOther() {
        var manifests = Chart.render("{}");
        var patroni = Yaml.read(manifests
                .get("ConfigMap", "-postgres")
                .path("data")
                .path("patroni.yaml")
                .asText());
        var labels = manifests.get("StatefulSet", "-postgres").at("/spec/template/metadata/labels");
        assertThat(labels.properties())
                .containsAll(patroni.at("/kubernetes/labels").properties());
        assertThat(labels.path(patroni.at("/kubernetes/scope_label").asText()).asText())
                .isEqualTo(patroni.path("scope").asText());
    }

    @Test
    void ofThePoolerKeepNoConnectionToAServerThatOnlyReads() {
        var ini = Chart.render("{}")
                .get("ConfigMap", "-pooler")
                .path("data")
                .path("pgbouncer.ini")
                .asText();
        assertThat(ini.lines().filter(line -> line.contains(" = host=")))
                .hasSize(5)
                .allMatch(line -> line.contains(
                        "connect_query='SELECT pg_terminate_backend(pg_backend_pid()) WHERE pg_is_in_recovery()'"));
    }

    @Test
    void ofThePoolerTryAnotherServerLongBeforeTheyGiveRequestsUp() {
        var pooler = new Properties();
        Chart.render("{}")
                .get("ConfigMap", "-pooler")
                .path("data")
                .path("pgbouncer.ini")
                .asText()
                .lines()
                .map(line -> line.split(" = "))
                .filter(setting -> setting.length == 2)
                .forEach(setting -> pooler.put(setting[0], setting[1]));
        assertThat(seconds(pooler, "server_connect_timeout") + seconds(pooler, "server_login_retry"))
                .isLessThanOrEqualTo(seconds(pooler, "query_wait_timeout") / 2);
    }

    @Test
    void ofPostgresHaveAnotherLeaderSoonAfterOneHasLostItsPower() {
        var patroni = patroni().at("/bootstrap/dcs");
        var ttl = patroni.path("ttl").asInt();
        var loop = patroni.path("loop_wait").asInt();
        assertThat(ttl + loop).isLessThan(25);
        // as Patroni wants it, so that a leader which cannot renew its lease has left before it runs out
        assertThat(loop + 2 * patroni.path("retry_timeout").asInt()).isLessThanOrEqualTo(ttl);
    }

    @ParameterizedTest
    @ValueSource(strings = {"streams", "cache"})
    void askTheNextSentinelSoonWhenOneHasLostItsPower(String use) throws IOException {
        assertThat(ofServices("quarkus.redis." + use + ".tcp.connection-timeout"))
                .isLessThanOrEqualTo(Duration.ofSeconds(3));
    }

    private static Duration ofServices(String setting) throws IOException {
        var settings = new Properties();
        try (var in = Files.newInputStream(
                Chart.ROOT.resolve("common/src/main/resources/META-INF/microprofile-config.properties"))) {
            settings.load(in);
        }
        return Duration.parse("PT" + settings.getProperty(setting));
    }

    @Test
    void ofPostgresThatFollowDoNotWaitForTheCheckpointThatIsDue() {
        assertThat(patroni().at("/postgresql/basebackup/0/checkpoint").asText()).isEqualTo("fast");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wal_sender_timeout", "wal_receiver_timeout"})
    void ofPostgresWaitNoLongerForAMemberThatIsGoneThanForALeader(String timeout) {
        assertThat(patroni().at("/postgresql/parameters/" + timeout).asText())
                .matches("[0-9]+s")
                .satisfies(value -> assertThat(Integer.parseInt(value.replace("s", "")))
                        .isLessThan(patroni().at("/bootstrap/dcs/ttl").asInt()));
    }

    private static JsonNode patroni() {
        return Yaml.read(Chart.render("{}")
                .get("ConfigMap", "-postgres")
                .at("/data/patroni.yaml")
                .asText());
    }

    private static int seconds(Properties settings, String name) {
        return Integer.parseInt(settings.getProperty(name).strip());
    }

    @Test
    void ofThePoolerStayUntilAllConnectionsHaveBeenMadeAnewElsewhere() throws IOException {
        var lifetime = ofServices("quarkus.datasource.reactive.max-lifetime");
        assertThat(Chart.render("{}")
                        .get("Deployment", "-pooler")
                        .at("/spec/template/spec/terminationGracePeriodSeconds")
                        .asLong())
                .isGreaterThanOrEqualTo(lifetime.toSeconds() + 15);
    }

    @ParameterizedTest
    @MethodSource("installations")
    void haveNoTokenButWherePostgresFindsItsLeader(Manifests manifests) {
        assertThat(manifests.pods().stream()
                        .filter(pod ->
                                pod.at("/spec/automountServiceAccountToken").asBoolean(true))
                        .map(Edge::component))
                .containsOnly("postgres");
    }

    @ParameterizedTest
    @MethodSource("installations")
    void showNoPassword(Manifests manifests) {
        var secrets = manifests
                .of("Secret")
                .flatMap(secret -> secret.path("data").properties().stream())
                .map(entry -> decoded(entry.getValue()))
                .toList();
        assertThat(manifests.all().stream()
                        .filter(manifest -> !manifest.path("kind").asText().equals("Secret")))
                .allSatisfy(manifest -> assertThat(manifest.toString()).doesNotContain(secrets));
    }

    @Test
    void haveLongerToEndThanRequestsAndStreamsHave() {
        var manifests = Chart.render("{defaults: {drain: {delay: 7, timeout: 90}}}");

        assertThat(manifests.services()).isNotEmpty().allSatisfy(deployment -> {
            var pod = deployment.at("/spec/template");
            assertThat(pod.at("/spec/terminationGracePeriodSeconds").asInt()).isGreaterThan(7 + 90);
            var container = pod.at("/spec/containers/0");
            assertThat(Manifests.variable(container, "FOCUSFORGE_DRAIN_DELAY")).contains("7S");
            assertThat(Manifests.variable(container, "FOCUSFORGE_HTTP_SHUTDOWN_TIMEOUT"))
                    .contains("90S");
            assertThat(container.at("/readinessProbe/httpGet/port").asText()).isEqualTo("management");
        });
    }

    @Test
    void areMadeAnewWhenTheirSettingsChange() {
        assertThat(checksum("{services: {ai: {config: {a.b: 1}}}}"))
                .isEqualTo(checksum("{services: {ai: {config: {a.b: 1}, replicas: 4}}}"))
                .isNotEqualTo(checksum("{services: {ai: {config: {a.b: 2}}}}"));
    }

    private static String checksum(String values) {
        return Chart.render(values)
                .get("Deployment", "-ai")
                .at("/spec/template/metadata/annotations/checksum~1config")
                .asText();
    }

    @Test
    void areToldSettingsThatServicesHave() throws IOException {
        // those of models are in their guide
        var reference = (Files.readString(Chart.ROOT.resolve("docs/configuration.md"))
                        + Files.readString(Chart.ROOT.resolve("docs/models.md")))
                .toUpperCase(Locale.ROOT)
                .replaceAll("[.-]", "_");
        var external = Chart.render(EveryValueTest.ALL_ON);

        assertThat(Stream.of(Chart.render("{}"), external)
                        .flatMap(manifests -> manifests.pods().stream())
                        .filter(pod -> pod.at("/metadata/labels").has("focusforge.io/service")
                                || Edge.component(pod).equals("migration"))
                        .flatMap(Manifests::containers)
                        .flatMap(container -> each(container.path("env")))
                        .map(variable -> variable.path("name").asText())
                        .filter(name -> name.startsWith("FOCUSFORGE_"))
                        .map(name -> name.replaceFirst("^FOCUSFORGE_SERVICES_[A-Z]+_", "FOCUSFORGE_SERVICES_<NAME>_"))
                        .distinct())
                .hasSizeGreaterThan(25)
                .allSatisfy(name -> assertThat(reference).contains("`" + name + "`"));
    }

    @Test
    void callTheServicesThatTheyCallElsewhere() throws IOException {
        var compose = Files.readString(Chart.ROOT.resolve("compose.yaml"));
        var manifests = Chart.render("laptop", "{}");
        var services = COMPOSE_SERVICE.matcher(compose);
        var compared = new TreeSet<String>();
        while (services.find()) {
            var service = services.group(1);
            manifests
                    .of("Deployment")
                    .map(deployment -> deployment.at("/spec/template"))
                    .filter(pod -> pod.at("/metadata/labels/focusforge.io~1service")
                            .asText()
                            .equals(service))
                    .forEach(pod -> {
                        compared.add(service);
                        assertThat(called(pod.toString())).as(service).isEqualTo(called(services.group(2)));
                    });
        }
        assertThat(compared).containsExactly("ai", "gateway", "memory", "orchestrator", "worker");
    }

    private static TreeSet<String> called(String text) {
        return CALLED.matcher(text)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String decoded(JsonNode value) {
        return new String(Base64.getDecoder().decode(value.asText()), StandardCharsets.UTF_8);
    }
}
