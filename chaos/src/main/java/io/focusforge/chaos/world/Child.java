package io.focusforge.chaos.world;

import io.focusforge.local.server.Launch;
import io.focusforge.local.server.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A process that this one has started and that does not outlive it. */
final class Child implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(20);

    private final ProcessBuilder command;
    private Process process;

    Child(ProcessBuilder command, Path log) {
        this.command = command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            Files.createDirectories(log.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void start() {
        try {
            process = Launch.start(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized boolean runs() {
        return process != null && process.isAlive();
    }

    synchronized void send(Signal signal) {
        signal.send(process.toHandle());
    }

    /** Ends it by the signal, at the latest when its time is over. */
    synchronized void end(Signal signal) {
        if (runs()) {
            send(signal);
            Signal.awaitEnd(process.toHandle(), END);
        }
    }

    @Override
    public void close() {
        end(Signal.KILL);
    }
}
