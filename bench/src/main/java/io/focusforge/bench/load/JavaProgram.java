package io.focusforge.bench.load;

import io.focusforge.bench.measure.ProcessTree;
import io.focusforge.local.server.Signal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A program of the benchmark's own in a process of its own, so that its CPU can be told apart. It prints the port that it listens on. */
public final class JavaProgram implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Process process;
    private final int port;

    private JavaProgram(Process process) throws IOException {
        this.process = process;
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        var line = output.readLine();
        if (line == null) {
            throw new IOException("a program of the benchmark has ended before it listened");
        }
        this.port = Integer.parseInt(line.trim());
    }

    public static JavaProgram start(Class<?> program, int heapMegabytes, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return new JavaProgram(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    public ProcessTree processes() {
        return ProcessTree.of(process.pid());
    }

    public int port() {
        return port;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        Signal.TERM.end(process.toHandle(), STOP);
    }
}
