package io.focusforge.local.server;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the servers keep their data, and how well.
 *
 * @param directory holds data, logs, keys and passwords; made when it is missing
 * @param durable whether what was acknowledged survives the death of a server; tests do without, for speed
 * @param durableRedis whether that holds for Redis too, which otherwise keeps nothing on disk
 * @param postgresHome an installed PostgreSQL (the directory above its {@code bin}) instead of the embedded one
 */
public record ServersOptions(Path directory, boolean durable, boolean durableRedis, Optional<Path> postgresHome) {
    public static final String POSTGRES_HOME = "FOCUSFORGE_LOCAL_POSTGRES_HOME";

    /** Names a directory for the embedded PostgreSQL's programs that many data directories share. */
    static final String PROGRAMS = "FOCUSFORGE_LOCAL_PROGRAMS";

    public ServersOptions {
        directory = directory.toAbsolutePath().normalize();
    }

    public ServersOptions(Path directory, boolean durable, Optional<Path> postgresHome) {
        this(directory, durable, durable, postgresHome);
    }

    public static ServersOptions durable(Path directory) {
        return new ServersOptions(directory, true, installedPostgres());
    }

    public static ServersOptions fast(Path directory) {
        return new ServersOptions(directory, false, installedPostgres());
    }

    /** With a Redis as caches have it. */
    public ServersOptions forgettingRedis() {
        return new ServersOptions(directory, durable, false, postgresHome);
    }

    static Optional<Path> programs() {
        return directory(PROGRAMS);
    }

    private static Optional<Path> installedPostgres() {
        return directory(POSTGRES_HOME);
    }

    private static Optional<Path> directory(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(path -> !path.isBlank())
                .map(Path::of);
    }
}
