package io.focusforge.images;

import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.Ports;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an image is made: it runs as a user without a name or rights. Services write to {@code /tmp} only, listen on 8080 and, for health and
 * metrics, on 9000.
 *
 * @param base below the part
 * @param architecture for which machines
 */
record PartImage(Base base, String architecture, Contents contents, Source source) {
    static final String USER = "10001:10001";

    /** The commit that the images are built from; the same one gives the same images. */
    record Source(String revision, Instant time) {}

    /**
     * What is in an image, and how it is run.
     *
     * @param name the last part of the image's name
     * @param version of the suite
     * @param environment beside what all services are told
     */
    record Contents(
            Part part,
            String name,
            String version,
            List<FileEntriesLayer> layers,
            List<String> command,
            Map<String, String> environment) {}

    JibContainerBuilder builder() {
        return base.begin(architecture)
                .setFileEntriesLayers(contents.layers())
                .setWorkingDirectory(AbsoluteUnixPath.get(Layers.DIRECTORY))
                .setUser(USER)
                .setEntrypoint(contents.command())
                .setEnvironment(environment())
                .setExposedPorts(Ports.parse(contents.part().isService() ? List.of("8080", "9000") : List.of("27017")))
                .setLabels(labels())
                .setCreationTime(source.time());
    }

    private Map<String, String> environment() {
        var environment = new LinkedHashMap<>(contents.environment());
        // malloc keeps an arena for each thread otherwise
        environment.put("MALLOC_ARENA_MAX", "2");
        environment.put("FOCUSFORGE_HTTP_PORT", "8080");
        environment.put("FOCUSFORGE_MANAGEMENT_PORT", "9000");
        return environment;
    }

    private Map<String, String> labels() {
        var labels = new LinkedHashMap<String, String>();
        labels.put("title", "FocusForge " + contents.name());
        labels.put("description", "The backend that teams put behind their AI assistants: memory, chains, planner.");
        labels.put("version", contents.version());
        labels.put("revision", source.revision());
        labels.put("created", source.time().toString());
        labels.put("licenses", "Apache-2.0");
        labels.put("base.name", base.toString());
        var prefixed = new LinkedHashMap<String, String>();
        labels.forEach((name, value) -> prefixed.put("org.opencontainers.image." + name, value));
        return prefixed;
    }
}
