package io.focusforge.local.cli;

import io.focusforge.local.demo.Demo;
import io.focusforge.local.server.LocalFailure;
import io.focusforge.local.stack.Stack;
import io.focusforge.local.stack.StackOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The program behind {@code ./focusforge}, which finds a JDK, builds, and calls this. */
public final class Launcher {
    static final String PREFIX = "focusforge: ";

    private Launcher() {}

    public static void main(String[] arguments) {
        try {
            var project = Path.of(System.getProperty("focusforge.project", "."))
                    .toAbsolutePath()
                    .normalize();
            System.exit(run(Options.parse(List.of(arguments), project), Terminal.standard()));
        } catch (LocalFailure e) {
            System.err.println(PREFIX + e.getMessage().lines().findFirst().orElse("failed"));
            System.exit(1);
        }
    }

    private static int run(Options options, Terminal terminal) {
        switch (options.command()) {
            case "up" -> new UpCommand(options, terminal).run();
            case "serve" -> serve(options);
            case "train" -> new Training(options, terminal).run();
            case "demo" -> demo(options, terminal);
            case "down" -> down(options, terminal);
            case "status" -> {
                return new StatusCommand(options, terminal).run();
            }
            default -> throw new LocalFailure("There is no command '%s'.".formatted(options.command()));
        }
        return 0;
    }

    private static void serve(Options options) {
        var stopped = new CountDownLatch(1);
        try (var stack =
                Stack.start(StackOptions.of(options.project(), options.data()).withPort(options.port()))) {
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void demo(Options options, Terminal terminal) {
        new UpCommand(options, terminal).ensureRunning();
        var url = new Supervisor(options)
                .running()
                .orElseThrow(() -> new LocalFailure("The stack has ended."))
                .url();
        Demo.of(url, Stack.keyFile(options.data()), terminal).run(options.words());
    }

    private static void down(Options options, Terminal terminal) {
        terminal.line(new Supervisor(options).stop() ? "Stopped." : "Nothing was running.");
    }
}
