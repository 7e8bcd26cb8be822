package io.focusforge.images;

import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.Ports;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an image is made: it runs as a user without a name or rights. Services write to {@code /tmp} only, listen on 8080 and, for health and
 * metrics, on 9000.
 *
 * @param base below the part
 * @param java the base's
 */
record PartImage(Base base, JavaRuntime java, Application application, Source source, boolean cached) {
    static final String USER = "10001:10001";

    /** The commit that the images are built from; the same one gives the same images. */
    record Source(String revision, Instant time) {}

    JibContainerBuilder builder() {
        return base.begin(java.architecture())
                .setFileEntriesLayers(Layers.of(application, cached))
                .setWorkingDirectory(AbsoluteUnixPath.get(Layers.DIRECTORY))
                .setUser(USER)
                .setEntrypoint(entrypoint())
                .setEnvironment(environment())
                .setExposedPorts(
                        Ports.parse(application.part().isService() ? List.of("8080", "9000") : List.of("27017")))
                .setLabels(labels())
                .setCreationTime(source.time());
    }

    private List<String> entrypoint() {
        var command = new ArrayList<>(List.of(java.home() + "/bin/java", "@" + Application.FLAGS));
        if (cached) {
            // A JVM that cannot use it, because it is another or has an agent, starts without and says nothing.
            command.addAll(List.of("-XX:AOTCache=" + Application.CACHE, "-Xlog:aot=off,cds=off"));
        }
        command.addAll(application.part().program());
        return command;
    }

    private Map<String, String> environment() {
        return Map.of(
                // malloc keeps an arena for each thread otherwise
                "MALLOC_ARENA_MAX", "2",
                "JAVA_TOOL_OPTIONS", "-XX:MaxRAMPercentage=50",
                "FOCUSFORGE_HTTP_PORT", "8080",
                "FOCUSFORGE_MANAGEMENT_PORT", "9000");
    }

    private Map<String, String> labels() {
        var labels = new LinkedHashMap<String, String>();
        labels.put("title", "FocusForge " + application.part().image());
        labels.put("description", "The backend that teams put behind their AI assistants: memory, chains, planner.");
        labels.put("version", application.version());
        labels.put("revision", source.revision());
        labels.put("created", source.time().toString());
        labels.put("licenses", "Apache-2.0");
        labels.put("base.name", base.toString());
        var prefixed = new LinkedHashMap<String, String>();
        labels.forEach((name, value) -> prefixed.put("org.opencontainers.image." + name, value));
        return prefixed;
    }
}
