package io.focusforge.bench.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.bench.measure.ProcessTree;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A program with a job queue inside, which takes a command per line and answers each with a line of JSON. */
final class Contestant implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Path log;
    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader answers;

    private Contestant(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.commands =
                new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII));
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Returns when it is ready for commands. */
    static Contestant start(String name, Path log, ProcessBuilder program) throws IOException {
        Files.createDirectories(log.getParent());
        var process = program.redirectError(log.toFile()).start();
        var contestant = new Contestant(name, log, process);
        contestant.answer();
        return contestant;
    }

    ProcessTree processes() {
        return ProcessTree.of(process.pid());
    }

    JsonNode ask(String command) throws IOException {
        commands.write(command);
        commands.newLine();
        commands.flush();
        return answer();
    }

    private JsonNode answer() throws IOException {
        try {
            var line = CompletableFuture.supplyAsync(this::line)
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            return JSON.readTree(line);
        } catch (CompletionException e) {
            close();
            throw new IllegalStateException("%s does not answer (log: %s)".formatted(name, log), e.getCause());
        }
    }

    private String line() {
        try {
            var line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("it has ended");
            }
            return line;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
