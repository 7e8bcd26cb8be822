package io.focusforge.local.server;

import static java.lang.System.Logger.Level.ERROR;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A server that runs as a process of its own. Once it has been ready, it is started again when it ends by itself, later and later while
 * it keeps ending. Its pid is kept in a file, so that one whose parent was killed can be found and ended.
 */
final class ServerProcess implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ServerProcess.class.getName());
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(20);
    private static final Duration STABLE = Duration.ofSeconds(30);

    private final String name;
    private final List<String> command;
    private final Path directory;
    private final ServerLog log;
    private final Signal stopSignal;
    private volatile Process process;
    private volatile boolean stopping;

    private ServerProcess(String name, List<String> command, Path directory, Path log, Signal stopSignal) {
        this.name = name;
        this.command = command;
        this.directory = directory;
        this.log = new ServerLog(log);
        this.stopSignal = stopSignal;
    }

    static ServerProcess start(String name, List<String> command, Path directory, Path log, Signal stopSignal) {
        Directories.make(log.getParent());
        endOrphan(pidFile(directory, name), stopSignal);
        var server = new ServerProcess(name, command, directory, log, stopSignal);
        server.launch(ProcessBuilder.Redirect.to(log.toFile()));
        return server;
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
        Thread.ofVirtual().name("keeper of " + name).start(this::keep);
    }

    @Override
    public void close() {
        end(stopSignal);
    }

    /** Does not start it again. */
    synchronized void abandon() {
        stopping = true;
    }

    /** Ends it by this signal, and does not start it again. */
    void end(Signal signal) {
        abandon();
        signal.send(process.toHandle());
        if (!exited(STOP)) {
            process.destroyForcibly();
            exited(STOP);
        }
    }

    /** Ends the server that a killed parent has left behind. */
    static void endOrphan(Path pidFile, Signal signal) {
        ProcessIdentity.read(pidFile).flatMap(ProcessIdentity::process).ifPresent(orphan -> signal.end(orphan, STOP));
    }

    private void keep() {
        var delay = FIRST_DELAY;
        try {
            while (true) {
                var ready = System.nanoTime();
                var code = process.waitFor();
                if (stopping) {
                    return;
                }
                LOG.log(
                        ERROR,
                        "{0} ended by itself ({1}) and is started again; it said:\n{2}",
                        name,
                        code,
                        log.lastWords());
                delay = System.nanoTime() - ready > STABLE.toNanos() ? FIRST_DELAY : delay;
                Thread.sleep(delay);
                delay = delay.compareTo(LONGEST_DELAY) < 0 ? delay.multipliedBy(2) : delay;
                if (!launchAgain()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean launchAgain() {
        if (!stopping) {
            launch(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
        }
        return !stopping;
    }

    private void launch(ProcessBuilder.Redirect output) {
        try {
            process = Launch.start(new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output));
            Directories.write(
                    pidFile(directory, name),
                    ProcessIdentity.of(process.toHandle()).toString());
        } catch (IOException e) {
            throw new LocalFailure("%s cannot be run: %s.".formatted(command.getFirst(), e.getMessage()), e);
        }
    }

    private static Path pidFile(Path directory, String name) {
        return directory.resolve(name + ".pid");
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
                "%s %s: %s (log: %s)".formatted(name, what, log.reason().orElse("no reason given"), log.file()));
    }
}
