package io.focusforge.local.stack;

import io.focusforge.local.server.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What to start.
 *
 * @param project the root of the source tree, whose services have been built
 * @param data where data, logs and the key are kept
 * @param port the public port; 0 for any free one
 * @param settings more settings, by service
 * @param durable whether acknowledged data survives the death of a server
 * @param startTimeout how long all may take to become ready
 * @param archives whether the JVMs use what an earlier run has learnt about start-up, learn it now, or neither
 * @param images what runs instead of what the build has left, when images are prepared
 * @param natives what runs as a native executable, and not in a JVM
 * @param flags what the JVMs of what the build has left are told
 */
public record StackOptions(
        Path project,
        Path data,
        int port,
        Map<Service, Map<String, String>> settings,
        boolean durable,
        Duration startTimeout,
        Archives archives,
        Optional<ImageFiles> images,
        Set<Service> natives,
        Flags flags) {
    /** The services that run as native executables, by name and with commas between them. */
    public static final String NATIVES = "FOCUSFORGE_LOCAL_NATIVE";

    /** The ahead-of-time caches of the JVMs. */
    public enum Archives {
        USE,
        TRAIN,
        NONE
    }

    /** What the JVMs are told about memory and compilers. */
    public enum Flags {
        /** Sized for five on a laptop, and optimising only where requests are answered. */
        LAPTOP,
        /** The same, and none optimises: for stacks that live for minutes. */
        BRIEF,
        /** Those of the images: as in a cluster, all optimise. */
        IMAGES
    }

    /**
     * The files of images, before they are packed.
     *
     * @param java the home of the images' JVM
     * @param applications has a directory for each service, such as {@code gateway-service}, with {@code service.jvm} for its JVM
     */
    public record ImageFiles(Path java, Path applications) {}

    public StackOptions {
        project = project.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
        settings = Map.copyOf(settings);
        natives = Set.copyOf(natives);
    }

    /** A stack as {@code ./focusforge up} starts it, on any free port. */
    public static StackOptions of(Path project, Path data) {
        return new StackOptions(
                project,
                data,
                0,
                Map.of(),
                true,
                Duration.ofMinutes(3),
                Archives.USE,
                Optional.empty(),
                natives(System.getenv().getOrDefault(NATIVES, "")),
                Flags.LAPTOP);
    }

    static Set<Service> natives(String names) {
        return Stream.of(names.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(Service::of)
                .collect(Collectors.toSet());
    }

    public StackOptions withNatives(Set<Service> services) {
        return new StackOptions(
                project, data, port, settings, durable, startTimeout, archives, images, services, flags);
    }

    public StackOptions withPort(int number) {
        return new StackOptions(
                project, data, number, settings, durable, startTimeout, archives, images, natives, flags);
    }

    /** Adds a setting of one service, such as a model provider of {@link Service#AI}. */
    public StackOptions withSetting(Service service, String name, String value) {
        var all = new EnumMap<Service, Map<String, String>>(Service.class);
        all.putAll(settings);
        var changed = new HashMap<>(all.getOrDefault(service, Map.of()));
        changed.put(name, value);
        all.put(service, Map.copyOf(changed));
        return new StackOptions(project, data, port, all, durable, startTimeout, archives, images, natives, flags);
    }

    public StackOptions withDurability(boolean kept) {
        return new StackOptions(project, data, port, settings, kept, startTimeout, archives, images, natives, flags);
    }

    public StackOptions withStartTimeout(Duration timeout) {
        return new StackOptions(project, data, port, settings, durable, timeout, archives, images, natives, flags);
    }

    public StackOptions withArchives(Archives use) {
        return new StackOptions(project, data, port, settings, durable, startTimeout, use, images, natives, flags);
    }

    public StackOptions withImages(ImageFiles files) {
        return new StackOptions(
                project, data, port, settings, durable, startTimeout, archives, Optional.of(files), natives, flags);
    }

    public StackOptions withFlags(Flags given) {
        return new StackOptions(project, data, port, settings, durable, startTimeout, archives, images, natives, given);
    }
}
