package io.focusforge.bench.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.bench.measure.ProcessTree;
import io.focusforge.local.server.Signal;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A program with a job queue inside, which takes a command per line and answers each with a line of JSON. */
final class Contestant implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Path log;
    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader output;

    private Contestant(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.commands =
                new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII));
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Returns when it is ready for commands. */
    static Contestant start(String name, Path log, ProcessBuilder program) throws IOException {
        Files.createDirectories(log.getParent());
        var contestant =
                new Contestant(name, log, program.redirectError(log.toFile()).start());
        contestant.answer();
        return contestant;
    }

    String name() {
        return name;
    }

    ProcessTree processes() {
        return ProcessTree.of(process.pid());
    }

    JsonNode ask(String command, long... numbers) throws IOException {
        commands.write(command);
        for (var number : numbers) {
            commands.write(" " + number);
        }
        commands.newLine();
        commands.flush();
        return answer();
    }

    private JsonNode answer() throws IOException {
        try {
            var line = CompletableFuture.supplyAsync(this::nextAnswer)
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            return JSON.readTree(line);
        } catch (CompletionException e) {
            close();
            throw new IllegalStateException("%s does not answer (log: %s)".formatted(name, log), e.getCause());
        }
    }

    /** Other lines are not for us, such as a JVM's that is being recorded. */
    private String nextAnswer() {
        try {
            var line = output.readLine();
            while (line != null && !line.startsWith("{")) {
                line = output.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("it has ended");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        var children = process.descendants().toList();
        Signal.TERM.send(process.toHandle());
        children.forEach(Signal.TERM::send);
        Signal.awaitEnd(process.toHandle(), STOP);
    }
}
