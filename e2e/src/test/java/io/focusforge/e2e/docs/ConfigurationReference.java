package io.focusforge.e2e.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Writes {@code docs/configuration.md} from the sources: every config mapping, and every setting that a properties file uses. */
final class ConfigurationReference {
    private static final List<String> MODULES = List.of(
            "common", "gateway-service", "orchestrator-service", "ai-service", "memory-service", "worker-service");
    private static final Pattern USED =
            Pattern.compile("^([a-z0-9.-]+)=.*?\\$\\{(focusforge\\.[a-z0-9.-]+)(?::([^}]*))?}");
    private static final String HEAD = """
            # Configuration

            This page is generated from the sources; a test fails when it is out of date
            (`./mvnw -pl e2e test -Dtest=ConfigurationReferenceTest -Dfocusforge.docs.update=true` writes it anew).

            Every setting can be given as a property (`-Dfocusforge.…` or `config/application.properties` beside the service), or as an
            environment variable. Durations are written `500ms`, `5S`, `10M`, `24H`; sizes `256K`, `2M`. An unknown key below a documented prefix is refused at start.
            """;

    private final Path root;

    ConfigurationReference(Path root) {
        this.root = root;
    }

    String render() throws IOException {
        var page = new StringBuilder(HEAD);
        for (var module : MODULES) {
            var settings = settings(module);
            if (!settings.isEmpty()) {
                page.append("\n## ")
                        .append(module.equals("common") ? "Every service" : module)
                        .append("\n\n");
                page.append("| setting | type | default | meaning |\n|---|---|---|---|\n");
                settings.values().forEach(setting -> page.append(setting.row()).append('\n'));
            }
        }
        return page.toString();
    }

    private Map<String, Setting> settings(String module) throws IOException {
        var settings = new TreeMap<String, Setting>();
        for (var file : properties(module)) {
            for (var line : Files.readAllLines(file)) {
                var used = USED.matcher(line);
                if (used.find()) {
                    var value = used.group(3) == null ? "required" : used.group(3);
                    settings.put(used.group(2), new Setting(used.group(2), "", value, "sets `" + used.group(1) + "`"));
                }
            }
        }
        for (var setting : ConfigMappings.read(mappings(module), mappings("common"))) {
            settings.put(setting.key(), setting);
        }
        return settings;
    }

    private List<Path> properties(String module) {
        var resources = root.resolve(module).resolve("src/main/resources");
        var files = new ArrayList<>(List.of(
                resources.resolve("application.properties"),
                resources.resolve("META-INF/microprofile-config.properties")));
        files.removeIf(file -> !Files.exists(file));
        return files;
    }

    private List<Path> mappings(String module) throws IOException {
        try (var files = Files.walk(root.resolve(module).resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(ConfigurationReference::isMapping)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isMapping(Path file) {
        try {
            var source = Files.readString(file);
            return source.contains("@ConfigMapping(") || source.contains("@WithDefault(");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
