package io.focusforge.local.cli;

import io.focusforge.local.server.Directories;
import io.focusforge.local.server.LocalFailure;
import io.focusforge.local.stack.Stack;
import io.focusforge.local.stack.StackState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Brings the stack up, or finds the one that runs, and tells how to reach it. In front, it stays until Ctrl-C, which stops all. */
final class UpCommand {
    private static final Duration START = Duration.ofMinutes(4);
    private static final long POLL_MILLIS = 100;

    private final Options options;
    private final Terminal terminal;
    private final Supervisor supervisor;
    private final Progress progress;

    UpCommand(Options options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
        this.supervisor = new Supervisor(options);
        this.progress = new Progress(terminal);
    }

    void run() {
        if (supervisor.running().isPresent()) {
            ensureRunning();
            terminal.line(terminal.bold("FocusForge is running already"));
            tell();
        } else if (options.detach()) {
            start();
            tell();
        } else {
            stay();
        }
    }

    /** For commands that need a stack: brings it up in the background when there is none. */
    void ensureRunning() {
        if (supervisor.running().isEmpty()) {
            start();
        } else if (!supervisor.running().get().ready()) {
            awaitReady(supervisor.running().get().supervisor().process().orElseThrow());
        }
    }

    private void start() {
        var process = launch();
        var undo = new Thread(supervisor::stop);
        Runtime.getRuntime().addShutdownHook(undo);
        awaitReady(process);
        Runtime.getRuntime().removeShutdownHook(undo);
        terminal.line(terminal.bold("FocusForge is ready") + terminal.dim(" after " + progress.seconds()));
    }

    private void stay() {
        var process = launch();
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        awaitReady(process);
        terminal.line(terminal.bold("FocusForge is ready") + terminal.dim(" after " + progress.seconds()));
        tell();
        terminal.line("");
        terminal.line(terminal.dim("Ctrl-C stops it."));
        new Watch(options, terminal).until(process);
        throw new LocalFailure("The stack has ended: ./focusforge logs says more.");
    }

    private ProcessHandle launch() {
        Directories.make(options.data());
        terminal.line("Starting in " + options.data());
        return supervisor.start();
    }

    private void stop() {
        if (supervisor.running().isPresent()) {
            terminal.line("");
            terminal.line("Stopping …");
            supervisor.stop();
            terminal.line("Stopped.");
        }
    }

    private void awaitReady(ProcessHandle process) {
        var deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline) {
            var state = StackState.read(options.data());
            state.filter(found -> found.failure() == null).ifPresent(progress::show);
            if (state.filter(StackState::ready).isPresent()) {
                return;
            }
            if (!process.isAlive()) {
                throw new LocalFailure(supervisor.failure());
            }
            sleep();
        }
        supervisor.stop();
        throw new LocalFailure("Not ready after %d s: ./focusforge logs says more.".formatted(START.toSeconds()));
    }

    private void tell() {
        var state = supervisor.running().orElseThrow(() -> new LocalFailure("The stack has ended."));
        terminal.line("");
        terminal.line("  URL       " + terminal.cyan(state.url()));
        terminal.line("  API key   " + terminal.cyan(apiKey()));
        terminal.line("  try       " + terminal.bold("./focusforge demo"));
        terminal.line(
                "  or        curl -H \"Authorization: Bearer " + apiKey() + "\" " + state.url() + "/api/v1/tasks");
    }

    private String apiKey() {
        try {
            var file = Stack.keyFile(options.data());
            return Files.exists(file) ? Files.readString(file).strip() : "(none)";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("Interrupted.", e);
        }
    }
}
