package io.focusforge.bench.natives;

import io.focusforge.local.server.Service;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** Native executables as the build leaves them. */
record Executables(Path project) {
    /** @return those that are built, of which there has to be one */
    Set<Service> all() {
        var built = EnumSet.allOf(Service.class);
        built.removeIf(service -> !isBuilt(service));
        if (built.isEmpty()) {
            throw new IllegalArgumentException(
                    "no service is built as a native executable: run ./focusforge build --native");
        }
        return built;
    }

    /** @return the executable of a service that has to be built */
    Path of(Service service) {
        if (!isBuilt(service)) {
            throw new IllegalArgumentException(
                    "%s-service is not built as a native executable: run ./focusforge build --native %1$s"
                            .formatted(service));
        }
        return path(service);
    }

    private boolean isBuilt(Service service) {
        return path(service).toFile().canExecute();
    }

    private Path path(Service service) {
        return project.resolve("%s-service/target/%1$s-service-runner".formatted(service));
    }
}
