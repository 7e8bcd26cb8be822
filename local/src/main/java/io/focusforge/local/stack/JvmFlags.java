package io.focusforge.local.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The flags of the JVMs in the images, in files: those of all services, and beside them a service's own, where it has any. */
public final class JvmFlags {
    private JvmFlags() {}

    /** @return those of all services */
    static Path shared(Path project) {
        return file(project, "service");
    }

    /**
     * @param module such as {@code ai-service}
     * @return in the order in which its JVM takes them
     */
    public static List<Path> files(Path project, String module) {
        var own = file(project, module);
        return Files.exists(own) ? List.of(shared(project), own) : List.of(shared(project));
    }

    /** @return the files as a JVM's command line names them */
    public static List<String> arguments(Path project, String module) {
        return files(project, module).stream().map(JvmFlags::argument).toList();
    }

    static String argument(Path file) {
        return "@" + file;
    }

    private static Path file(Path project, String name) {
        return project.resolve("images").resolve(name + ".jvm").toAbsolutePath();
    }
}
