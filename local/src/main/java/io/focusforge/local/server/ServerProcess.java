package io.focusforge.local.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** A server that runs as a process of its own. Its pid is kept in a file, so that one whose parent was killed can be found and ended. */
final class ServerProcess implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final Pattern ERRORS = Pattern.compile("FATAL|PANIC|ERROR|Fatal|Bad file|not writ|No space");

    private final String name;
    private final Process process;
    private final Path log;
    private final Signal stopSignal;

    private ServerProcess(String name, Process process, Path log, Signal stopSignal) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.stopSignal = stopSignal;
    }

    static ServerProcess start(String name, List<String> command, Path directory, Path log, Signal stopSignal) {
        Directories.make(log.getParent());
        var pidFile = directory.resolve(name + ".pid");
        endOrphan(pidFile, stopSignal);
        try {
            var process = Launch.start(new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(log.toFile())));
            Directories.write(pidFile, ProcessIdentity.of(process.toHandle()).toString());
            return new ServerProcess(name, process, log, stopSignal);
        } catch (IOException e) {
            throw new LocalFailure("%s cannot be run: %s.".formatted(command.getFirst(), e.getMessage()), e);
        }
    }

    ProcessIdentity identity() {
        return ProcessIdentity.of(process.toHandle());
    }

    void awaitReady(BooleanSupplier ready, Duration atMost) {
        var deadline = System.nanoTime() + atMost.toNanos();
        while (!ready.getAsBoolean()) {
            if (exited(Duration.ofMillis(25))) {
                throw failure("does not start");
            }
            if (System.nanoTime() > deadline) {
                close();
                throw failure("is not ready after " + atMost.toSeconds() + " s");
            }
        }
    }

    @Override
    public void close() {
        stopSignal.send(process.toHandle());
        if (!exited(STOP)) {
            process.destroyForcibly();
            exited(STOP);
        }
    }

    /** Ends the server that a killed parent has left behind. */
    static void endOrphan(Path pidFile, Signal signal) {
        ProcessIdentity.read(pidFile).flatMap(ProcessIdentity::process).ifPresent(orphan -> {
            signal.send(orphan);
            Signal.awaitEnd(orphan, STOP);
        });
    }

    private boolean exited(Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private LocalFailure failure(String what) {
        return new LocalFailure(
                "%s %s: %s (log: %s)".formatted(name, what, lastError().orElse("no reason given"), log));
    }

    private Optional<String> lastError() {
        try {
            var lines = Files.readAllLines(log).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.stream()
                    .filter(line -> ERRORS.matcher(line).find())
                    .findFirst()
                    .or(() -> lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast()))
                    .map(line -> line.replaceFirst("^.*?(FATAL|PANIC|ERROR): +", ""));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
