package io.focusforge.local.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.local.server.Directories;
import io.focusforge.local.server.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is running, as written down for other processes; the file is replaced in one step at every change.
 *
 * @param supervisor the process that watches over the others
 * @param failure why the stack did not start; null otherwise
 */
public record StackState(
        ProcessIdentity supervisor, String url, boolean ready, String failure, List<ServiceState> services) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "stack.json";

    public static Optional<StackState> read(Path data) {
        try {
            var file = data.resolve(FILE);
            return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), StackState.class)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public void write(Path data) {
        try {
            Directories.write(
                    data.resolve(FILE), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void remove(Path data) {
        try {
            Files.deleteIfExists(data.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether somebody watches over what is written here. */
    public boolean supervised() {
        return supervisor.alive();
    }
}
