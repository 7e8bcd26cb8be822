package io.focusforge.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Where a peer is installed: a directory in {@code bench/target}, into which its sources were copied. */
public record PeerHome(Path directory) {
    private static final int INSTALL_MINUTES = 10;

    public static PeerHome of(Path project, String peer, String... files) throws IOException {
        var home = Files.createDirectories(project.resolve("bench/target/peers").resolve(peer));
        var sources = project.resolve("bench/peers").resolve(peer);
        for (var file : files) {
            Files.copy(sources.resolve(file), home.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        return new PeerHome(home);
    }

    /** Whether a command, such as one that installs, was successful in time; false also when the program is not there. */
    public boolean succeeds(List<String> command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log().toFile())
                    .start();
            if (process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    public Path log() {
        return directory.resolve("install.log");
    }
}
