package io.focusforge.local.cli;

import io.focusforge.local.server.LocalFailure;
import io.focusforge.local.server.Signal;
import io.focusforge.local.stack.DataDirectory;
import io.focusforge.local.stack.LogFiles;
import io.focusforge.local.stack.StackState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The process behind {@code up} that owns the stack, in a process group of its own, so that Ctrl-C reaches only the one in front. */
final class Supervisor {
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final String LOG = "supervisor";

    private final Options options;

    Supervisor(Options options) {
        this.options = options;
    }

    /** The stack that runs over this data directory. */
    Optional<StackState> running() {
        return StackState.read(options.data()).filter(StackState::supervised);
    }

    ProcessHandle start() {
        LogFiles.rotate(options.data(), LOG);
        DataDirectory.endOrphans(options.data());
        StackState.remove(options.data());
        var command = new ArrayList<>(List.of(
                "bash",
                "-c",
                "set -m; nohup \"$@\" >\"$SUPERVISOR_LOG\" 2>&1 </dev/null & echo $!",
                "focusforge",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-Dfocusforge.project=" + options.project(),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(archiveFlags());
        command.addAll(List.of(
                Launcher.class.getName(), "serve", "--data", options.data().toString(), "--port", "" + options.port()));
        var builder = new ProcessBuilder(command);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment()
                .put("SUPERVISOR_LOG", LogFiles.of(options.data(), LOG).toString());
        return run(builder);
    }

    private List<String> archiveFlags() {
        var archive = options.project().resolve("local").resolve("target").resolve("launcher.aot");
        // What it was taught to compile can wait until the services are up.
        return Files.exists(archive)
                ? List.of(
                        "-XX:AOTCache=" + archive,
                        "-Xlog:aot=off,cds=off",
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:-AOTReplayTraining")
                : List.of();
    }

    /** Stops the stack, or what a crash has left of it; says whether there was something to stop. */
    boolean stop() {
        var supervisor = running().flatMap(state -> state.supervisor().process());
        var left = StackState.read(options.data()).isPresent();
        supervisor.ifPresent(process -> {
            process.destroy();
            Signal.awaitEnd(process, STOP);
        });
        if (Files.isDirectory(options.data())) {
            DataDirectory.endOrphans(options.data());
            StackState.remove(options.data());
        }
        return left;
    }

    /** Why it ended before it was ready. */
    String failure() {
        return StackState.read(options.data())
                .flatMap(state -> Optional.ofNullable(state.failure()))
                .orElseGet(this::lastLine);
    }

    private String lastLine() {
        var log = LogFiles.of(options.data(), LOG);
        try {
            return Files.readAllLines(log).stream()
                    .filter(line -> line.startsWith(Launcher.PREFIX))
                    .reduce((first, second) -> second)
                    .map(line -> line.substring(Launcher.PREFIX.length()))
                    .orElse("The supervisor ended (log: %s).".formatted(log));
        } catch (IOException e) {
            return "The supervisor ended (log: %s).".formatted(log);
        }
    }

    private static ProcessHandle run(ProcessBuilder builder) {
        try {
            var shell = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            var answer = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return ProcessHandle.of(Long.parseLong(answer))
                    .orElseThrow(() -> new LocalFailure("The supervisor ended at once."));
        } catch (NumberFormatException e) {
            throw new LocalFailure("bash does not start the supervisor.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
