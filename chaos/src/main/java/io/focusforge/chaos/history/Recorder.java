package io.focusforge.chaos.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** Writes a history down while it happens. */
public final class Recorder implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Event.Accepted> accepted = new ConcurrentLinkedQueue<>();
    private final Path file;
    private final Writer writer;

    public Recorder(Path file) {
        try {
            Files.createDirectories(file.getParent());
            this.file = file;
            this.writer = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path file() {
        return file;
    }

    public void record(Event event) {
        lock.lock();
        try {
            writer.write(line(event));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
        if (event instanceof Event.Accepted answer) {
            accepted.add(answer);
        }
    }

    /** The jobs that were accepted at this time or later. */
    public List<String> acceptedSince(long time) {
        return accepted(answer -> answer.at() >= time);
    }

    /** The jobs that were accepted before this time. */
    public List<String> acceptedBefore(long time) {
        return accepted(answer -> answer.at() < time);
    }

    private List<String> accepted(Predicate<Event.Accepted> which) {
        return accepted.stream()
                .filter(which)
                .flatMap(answer -> answer.jobs().stream())
                .toList();
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(Event event) throws JsonProcessingException {
        return JSON.writerFor(Event.class).writeValueAsString(event) + "\n";
    }
}
