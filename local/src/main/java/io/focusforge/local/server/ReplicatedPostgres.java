package io.focusforge.local.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;

/** A primary with the databases of all services, and a replica that follows it by streaming. For tests. */
public final class ReplicatedPostgres implements AutoCloseable {
    private static final Map<String, String> REPLICATED =
            Map.of("wal_level", "replica", "max_wal_senders", "4", "synchronous_commit", "on");

    private final ServersOptions replicaOptions;
    private final String password;
    private final int replicaPort;
    private final PostgresServer primary;
    private final Map<String, String> passwords;
    private PostgresServer replica;

    private ReplicatedPostgres(Path directory, String password, List<Integer> ports, Secrets secrets) {
        var options = ServersOptions.fast(directory.resolve("primary"));
        this.replicaOptions = ServersOptions.fast(directory.resolve("replica"));
        this.password = password;
        this.replicaPort = ports.getLast();
        try (var first = PostgresServer.start(options, password, ports.getFirst(), REPLICATED)) {
            this.passwords = new Provisioning(first.address(), secrets).provide();
        }
        // Nobody writes to it meanwhile, so that a copy of its files is a base backup.
        copy(data(options), data(replicaOptions), ports.getFirst());
        this.primary = PostgresServer.start(options, password, ports.getFirst(), REPLICATED);
        startReplica();
    }

    public static ReplicatedPostgres start(Path directory) {
        var secrets = new Secrets(Directories.make(directory).resolve("secrets.properties"));
        return new ReplicatedPostgres(directory, secrets.get("superuser"), Ports.free(2), secrets);
    }

    public PostgresAddress primary() {
        return primary.address();
    }

    public PostgresAddress replica() {
        return new PostgresAddress(replicaPort, password);
    }

    /** By role. */
    public Map<String, String> passwords() {
        return passwords;
    }

    public void startReplica() {
        replica = PostgresServer.start(replicaOptions, password, replicaPort, REPLICATED);
    }

    public void stopReplica() {
        replica.close();
    }

    @Override
    public void close() {
        replica.close();
        primary.close();
    }

    private void copy(Path from, Path to, int port) {
        try {
            FileUtils.copyDirectory(from.toFile(), to.toFile());
            Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
            Files.createFile(to.resolve("standby.signal"));
            Files.writeString(
                    to.resolve("postgresql.auto.conf"),
                    "primary_conninfo = 'host=%s port=%d user=%s password=%s'%n"
                            .formatted(Ports.HOST, port, PostgresServer.SUPERUSER, password),
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new LocalFailure("PostgreSQL's data cannot be copied: %s.".formatted(Directories.reason(e)), e);
        }
    }

    private static Path data(ServersOptions options) {
        return options.directory().resolve("postgres").resolve("data");
    }
}
