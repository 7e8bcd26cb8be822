package io.focusforge.local.stack;

import io.focusforge.local.server.Directories;
import io.focusforge.local.server.LocalFailure;
import io.focusforge.local.server.ProcessIdentity;
import io.focusforge.local.server.Service;
import io.focusforge.local.server.Signal;
import io.focusforge.local.stack.ServiceState.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * One service, kept alive: one thread starts its process, waits for it to be ready, waits for its end, and starts it again, later
 * and later while it keeps dying.
 *
 * <pre>
 * WAITING ─► STARTING ─► READY ─► RESTARTING ─► STARTING …   (a death before the first READY is the stack's failure)
 *                └──────────┴──────────┴─► STOPPED
 * </pre>
 */
final class ServiceProcess {
    private static final Duration STOP = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(150);
    private static final Duration FIRST_DELAY = Duration.ofMillis(300);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(20);
    private static final Duration STABLE = Duration.ofSeconds(30);
    private static final Pattern ERRORS = Pattern.compile("ERROR|FATAL|Exception|Error:|error:");

    private final ServiceCommand command;
    private final Path log;
    private final String url;
    private final String managementUrl;
    private final StackJournal journal;
    private final Readiness readiness;
    private Process process;
    private boolean stopping;

    ServiceProcess(ServiceCommand command, Path logs, Wiring wiring, StackJournal journal, Readiness readiness) {
        this.command = command;
        this.log = logs.resolve(command.service() + ".log");
        this.url = wiring.url(command.service());
        this.managementUrl = wiring.managementUrl(command.service());
        this.journal = journal;
        this.readiness = readiness;
    }

    Service service() {
        return command.service();
    }

    /** Starts the process and returns when it is ready. */
    void startAndAwait(Duration atMost) {
        launch();
        if (!awaitReady(atMost)) {
            throw new LocalFailure("%s-service %s: %s (log: %s)"
                    .formatted(
                            service(),
                            process.isAlive() ? "is not ready in time" : "does not start",
                            lastError(),
                            log));
        }
        Thread.ofVirtual().name("keeper of " + service()).start(this::keep);
    }

    boolean isReady() {
        return readiness.isReady(managementUrl);
    }

    /** Waits no longer for readiness, because another service has failed already. */
    synchronized void giveUp() {
        stopping = true;
    }

    synchronized long pid() {
        return process.pid();
    }

    synchronized void kill() {
        process.destroyForcibly();
    }

    void stop(Duration atMost) {
        Process running;
        synchronized (this) {
            stopping = true;
            running = process;
        }
        if (running != null) {
            Signal.TERM.end(running.toHandle(), atMost);
        }
        change(Phase.STOPPED);
    }

    void stop() {
        stop(STOP);
    }

    private void keep() {
        var delay = FIRST_DELAY;
        while (true) {
            var begun = System.nanoTime();
            awaitEnd();
            delay = System.nanoTime() - begun > STABLE.toNanos() ? FIRST_DELAY : delay;
            if (isStopping() || !restart(delay)) {
                return;
            }
            awaitReady(LONGEST_DELAY.multipliedBy(3));
            delay = delay.multipliedBy(2).compareTo(LONGEST_DELAY) < 0 ? delay.multipliedBy(2) : LONGEST_DELAY;
        }
    }

    private boolean restart(Duration delay) {
        journal.change(
                service().id(),
                state -> new ServiceState(state.name(), Phase.RESTARTING, null, url, state.restarts() + 1));
        try {
            TimeUnit.MILLISECONDS.sleep(delay.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return launch();
    }

    private synchronized boolean launch() {
        if (stopping) {
            return false;
        }
        try {
            Directories.make(log.getParent());
            process = command.process()
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new LocalFailure("%s-service cannot be run: %s.".formatted(service(), e.getMessage()), e);
        }
        change(Phase.STARTING);
        return true;
    }

    private boolean awaitReady(Duration atMost) {
        var deadline = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < deadline && !isStopping()) {
            if (isReady()) {
                change(Phase.READY);
                return true;
            }
            if (ended(POLL)) {
                return false;
            }
        }
        return false;
    }

    private void change(Phase phase) {
        var identity = phase == Phase.STOPPED ? null : ProcessIdentity.of(process.toHandle());
        journal.change(service().id(), state -> new ServiceState(state.name(), phase, identity, url, state.restarts()));
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    private void awaitEnd() {
        while (!ended(Duration.ofHours(1)) && !isStopping()) {
            Thread.onSpinWait();
        }
    }

    private boolean ended(Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private String lastError() {
        try {
            var lines = Files.readAllLines(log).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.reversed().stream()
                    .filter(line -> ERRORS.matcher(line).find() && !line.startsWith("\tat "))
                    .findFirst()
                    .orElse(lines.isEmpty() ? "it said nothing" : lines.getLast())
                    .strip();
        } catch (IOException e) {
            return "it left no log";
        }
    }
}
