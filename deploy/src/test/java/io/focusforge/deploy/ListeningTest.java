package io.focusforge.deploy;

import static io.focusforge.deploy.Manifests.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Where the chart looks for services, and where they listen by their own settings. */
class ListeningTest {
    private static final Pattern WITH_DEFAULT = Pattern.compile("\\$\\{([a-z.]+):(\\d+)}");
    /** Where SmallRye Health answers, on the port of management. */
    private static final Map<String, String> PROBES = Map.of(
            "startupProbe", "/q/health/started",
            "livenessProbe", "/q/health/live",
            "readinessProbe", "/q/health/ready");

    @Test
    void isOnPortsThatPodsOpenAndAreToldOf() throws IOException {
        var settings = settings();
        assertThat(Chart.render("{}").services()).isNotEmpty().allSatisfy(deployment -> {
            var container = deployment.at("/spec/template/spec/containers/0");
            var open = each(container.path("ports"))
                    .collect(Collectors.toMap(port -> port.path("name").asText(), port -> port.path("containerPort")
                            .asText()));
            assertThat(open)
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "http", port(settings, "quarkus.http.port", container),
                            "management", port(settings, "quarkus.management.port", container)));
        });
    }

    @Test
    void ofHealthIsWhereProbesAsk() throws IOException {
        var settings = settings();
        assertThat(settings.getProperty("quarkus.management.enabled")).isEqualTo("true");
        assertThat(settings.stringPropertyNames())
                .noneMatch(name -> name.startsWith("quarkus.smallrye-health") && name.endsWith("path"))
                .noneMatch(name -> name.startsWith("quarkus.management.") && name.endsWith("path"));
        assertThat(Chart.render("{}").services()).isNotEmpty().allSatisfy(deployment -> {
            var container = deployment.at("/spec/template/spec/containers/0");
            PROBES.forEach((probe, path) -> {
                var asked = container.path(probe).path("httpGet");
                assertThat(asked.path("path").asText()).isEqualTo(path);
                assertThat(asked.path("port").asText()).isEqualTo("management");
            });
        });
    }

    /** The port as the pod's environment says it, or else as the service has it by itself. */
    private static String port(Properties settings, String name, JsonNode container) {
        var setting = WITH_DEFAULT.matcher(settings.getProperty(name));
        assertThat(setting.matches()).as(name).isTrue();
        var variable = setting.group(1).toUpperCase(Locale.ROOT).replace('.', '_');
        return Manifests.variable(container, variable).orElse(setting.group(2));
    }

    private static Properties settings() throws IOException {
        var settings = new Properties();
        try (var in = Files.newInputStream(
                Chart.ROOT.resolve("common/src/main/resources/META-INF/microprofile-config.properties"))) {
            settings.load(in);
        }
        return settings;
    }
}
