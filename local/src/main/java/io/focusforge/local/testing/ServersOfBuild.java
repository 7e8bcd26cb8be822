package io.focusforge.local.testing;

import io.focusforge.local.server.Directories;
import io.focusforge.local.server.Endpoints;
import io.focusforge.local.server.ProcessIdentity;
import io.focusforge.local.testing.TestServers.Registration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;

/** Finds the servers of this build, and starts them when there are none. Any number of JVMs may ask at once. */
final class ServersOfBuild {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Path directory;
    private final ProcessIdentity owner;
    private Registration found;

    ServersOfBuild(Path directory, ProcessIdentity owner) {
        this.directory = directory;
        this.owner = owner;
    }

    static ServersOfBuild current() {
        return Holder.CURRENT;
    }

    synchronized Endpoints endpoints() {
        if (found == null || !found.process().alive()) {
            found = findOrStart();
        }
        return found.endpoints();
    }

    private Registration findOrStart() {
        Directories.make(directory);
        try (var channel = FileChannel.open(
                        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assert lock.isValid();
            var registration = directory.resolve(owner.pid() + ".json");
            var running = Registration.read(registration);
            return running.isPresent() ? running.get() : start(registration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Registration start(Path registration) throws IOException {
        var data = directory.resolve("" + owner.pid());
        var log = directory.resolve(owner.pid() + ".log");
        Files.deleteIfExists(registration);
        Directories.delete(data);
        var process = process(data, registration)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline) {
            var started = Registration.read(registration);
            if (started.isPresent()) {
                return started.get();
            }
            if (exits(process)) {
                break;
            }
        }
        process.destroy();
        throw new IllegalStateException("the test servers do not start:\n" + Files.readString(log));
    }

    private ProcessBuilder process(Path data, Path registration) {
        var builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.manager="
                        + LogManager.getLogManager().getClass().getName(),
                TestServers.class.getName(),
                data.toString(),
                registration.toString(),
                "" + owner.pid(),
                "" + owner.startedAt()));
        builder.environment().put("CLASSPATH", classPath());
        return builder;
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static boolean exits(Process process) {
        try {
            return process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    // Surefire's JVM is a child of a shell, which is a child of Maven.
    private static ProcessIdentity nearestJava() {
        var ancestor = ProcessHandle.current().parent();
        while (ancestor.isPresent()) {
            if (ancestor.get().info().command().orElse("").endsWith("java")) {
                return ProcessIdentity.of(ancestor.get());
            }
            ancestor = ancestor.get().parent();
        }
        return ProcessIdentity.current();
    }

    private static final class Holder {
        private static final ServersOfBuild CURRENT = new ServersOfBuild(
                Path.of(System.getProperty("focusforge.build.directory", "target"), "servers")
                        .toAbsolutePath(),
                nearestJava());
    }
}
