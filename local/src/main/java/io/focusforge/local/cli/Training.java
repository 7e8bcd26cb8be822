package io.focusforge.local.cli;

import io.focusforge.local.demo.Warmup;
import io.focusforge.local.server.Directories;
import io.focusforge.local.server.LocalFailure;
import io.focusforge.local.stack.Stack;
import io.focusforge.local.stack.StackOptions;
import io.focusforge.local.stack.StackOptions.Archives;

/** Runs the stack once through the main flow, so that its JVMs learn what to load, and start several times as fast from then on. */
final class Training {
    private final Options options;
    private final Terminal terminal;

    Training(Options options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
    }

    void run() {
        var data = options.project().resolve("target").resolve("training");
        Directories.delete(data);
        var progress = new Progress(terminal);
        var stack =
                StackOptions.of(options.project(), data).withDurability(false).withArchives(Archives.TRAIN);
        try (var running = Stack.start(stack)) {
            new Warmup(running.url(), running.apiKey()).run();
        } catch (LocalFailure e) {
            terminal.line("  The start-up is not tuned: " + e.getMessage());
            return;
        }
        Directories.delete(data);
        terminal.line("  tuned after " + progress.seconds());
    }
}
