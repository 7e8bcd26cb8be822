package io.focusforge.local.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.local.server.Directories;
import io.focusforge.local.server.Endpoints;
import io.focusforge.local.server.ProcessIdentity;
import io.focusforge.local.server.Servers;
import io.focusforge.local.server.ServersOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The process that runs the servers of one build. It lives as long as the process that owns it (Maven, or the IDE), which may run
 * the tests of many modules, one JVM after the other.
 */
final class TestServers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TestServers() {}

    /** What a running process has written down about itself. */
    record Registration(ProcessIdentity process, Endpoints endpoints) {
        static Optional<Registration> read(Path file) {
            try {
                return Files.exists(file)
                        ? Optional.of(JSON.readValue(file.toFile(), Registration.class))
                                .filter(found -> found.process().alive())
                        : Optional.empty();
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        void write(Path file) throws IOException {
            Directories.write(file, JSON.writeValueAsString(this));
        }
    }

    /** {@code <directory> <registration file> <owner's pid> <owner's start>} */
    public static void main(String[] arguments) throws IOException {
        var directory = Path.of(arguments[0]);
        var registration = Path.of(arguments[1]);
        var owner = new ProcessIdentity(Long.parseLong(arguments[2]), Long.parseLong(arguments[3]));
        var servers = Servers.start(ServersOptions.fast(directory));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            servers.close();
            Directories.delete(directory);
        }));
        try (var connection = servers.endpoints().postgres().connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("CREATE SEQUENCE test_shares");
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
        new Registration(ProcessIdentity.current(), servers.endpoints()).write(registration);
        owner.process().ifPresent(process -> process.onExit().join());
        Files.deleteIfExists(registration);
        System.exit(0);
    }
}
