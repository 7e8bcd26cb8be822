package io.focusforge.local.stack;

import io.focusforge.local.server.Directories;
import io.focusforge.local.server.LocalFailure;
import io.focusforge.local.server.Service;
import io.focusforge.local.stack.StackOptions.ImageFiles;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * How a service is run: as a native executable or in its JVM, sized for five of them on a laptop, and its settings, in a file because some are secret.
 */
record ServiceCommand(Service service, Path application, Path settings, StackOptions options) {
    private static final String JAR = "quarkus-run.jar";
    private static final String ARCHIVE = "app.aot";
    /** Above the environment's 300: where a service listens and what it trusts is the stack's to say. */
    private static final String ORDINAL = "350";
    /** More than any image's flags begin with. */
    private static final String IMAGE_HEAP = "-Xmx512m";

    static ServiceCommand of(Service service, StackOptions options) {
        var module = service + "-service";
        var settings = options.data().resolve("run").resolve(service + ".properties");
        if (options.natives().contains(service)) {
            return new ServiceCommand(service, executable(options.project(), module), settings, options);
        }
        var application = options.images()
                .map(files -> files.applications().resolve(module))
                .orElseGet(() ->
                        options.project().resolve(module).resolve("target").resolve("quarkus-app"));
        if (!Files.exists(application.resolve(JAR))) {
            throw new LocalFailure("%s is not built: run ./focusforge up, or ./mvnw package.".formatted(module));
        }
        return new ServiceCommand(service, application, settings, options);
    }

    private static Path executable(Path project, String module) {
        var executable = project.resolve(module).resolve("target").resolve(module + "-runner");
        if (!Files.isExecutable(executable)) {
            throw new LocalFailure("%s is not built as a native executable: run ./focusforge build --native %s."
                    .formatted(module, module.substring(0, module.indexOf('-'))));
        }
        return executable;
    }

    ServiceCommand write(Map<String, String> values) {
        var properties = new Properties();
        properties.setProperty("config_ordinal", ORDINAL);
        values.forEach(properties::setProperty);
        try (var text = new StringWriter()) {
            properties.store(text, null);
            Directories.write(settings, text.toString());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProcessBuilder process() {
        var process = isNative() ? inNoJvm() : inJvm();
        process.redirectErrorStream(true).environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
        return process;
    }

    private boolean isNative() {
        return options.natives().contains(service);
    }

    private ProcessBuilder inNoJvm() {
        var command = new ArrayList<>(List.of(application.toString(), "-Xmx" + heap(), configLocation()));
        if (service == Service.WORKER) {
            var libraries = application.resolveSibling("quarkus-app");
            command.add("-Dfocusforge.extract.java-home=" + java());
            command.add(
                    "-Dfocusforge.extract.class-path=%1$s/lib/boot/*:%1$s/lib/main/*:%1$s/app/*".formatted(libraries));
        }
        return new ProcessBuilder(command).directory(settings.getParent().toFile());
    }

    private ProcessBuilder inJvm() {
        var command =
                new ArrayList<>(List.of(java().resolve("bin").resolve("java").toString()));
        command.addAll(flags());
        command.addAll(archiveFlags());
        command.add(configLocation());
        command.addAll(List.of("-jar", JAR));
        return new ProcessBuilder(command).directory(application.toFile());
    }

    private String configLocation() {
        return "-Dsmallrye.config.locations=" + settings.toUri();
    }

    private Path java() {
        return options.images().map(ImageFiles::java).orElseGet(() -> Path.of(System.getProperty("java.home")));
    }

    private List<String> flags() {
        if (options.images().isPresent()) {
            return List.of("@service.jvm", IMAGE_HEAP);
        }
        return options.flags() == StackOptions.Flags.IMAGES ? imageFlags() : laptopFlags();
    }

    private List<String> imageFlags() {
        var flags = new ArrayList<>(JvmFlags.arguments(options.project(), service + "-service"));
        flags.add(IMAGE_HEAP);
        return flags;
    }

    private List<String> laptopFlags() {
        var flags = new ArrayList<>(List.of(
                JvmFlags.argument(JvmFlags.shared(options.project())),
                "-Xmx" + heap(),
                "-XX:MaxMetaspaceSize=128m",
                "-XX:ReservedCodeCacheSize=48m",
                "-Xss512k"));
        if (options.flags() == StackOptions.Flags.BRIEF || !isOnEveryRequest()) {
            flags.add("-XX:TieredStopAtLevel=1");
        }
        return flags;
    }

    // Five JVMs that optimise all at once keep two cores busy for minutes. Where requests are answered it pays;
    // elsewhere the quick
    // compiler's code is as fast as what the other has made by then.
    private boolean isOnEveryRequest() {
        return service == Service.GATEWAY || service == Service.ORCHESTRATOR;
    }

    // A larger heap only where the work is: the limits are for a machine of 2 cores.
    private String heap() {
        return switch (service) {
            case GATEWAY, MEMORY, AI -> "128m";
            case ORCHESTRATOR, WORKER -> "160m";
        };
    }

    private List<String> archiveFlags() {
        return switch (options.archives()) {
            case NONE -> List.of();
            case TRAIN -> List.of("-XX:AOTCacheOutput=" + ARCHIVE);
            case USE -> isTrained() ? List.of("-XX:AOTCache=" + ARCHIVE, "-Xlog:aot=off,cds=off") : List.of();
        };
    }

    boolean isTrained() {
        try {
            var archive = application.resolve(ARCHIVE);
            return Files.exists(archive)
                    && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(application.resolve(JAR)))
                            >= 0;
        } catch (IOException e) {
            return false;
        }
    }
}
