package io.focusforge.worker.extract;

import io.focusforge.worker.extract.program.ReadingProgram;
import io.focusforge.worker.extract.program.Reply;
import io.focusforge.worker.extract.program.Request;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** A running {@link ReadingProgram}, for one request at a time. */
final class ReadingProcess implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ReadingProcess.class);

    /** Of the JVM's -XX:+ExitOnOutOfMemoryError. */
    private static final int OUT_OF_MEMORY = 3;

    private static final Duration END = Duration.ofSeconds(5);

    /** It ended without an answer. */
    static final class Ended extends Exception {
        private static final long serialVersionUID = 1;

        Ended(int code) {
            super("a process that reads files ended with " + code);
        }
    }

    private final Path directory;
    private final Process process;
    private final DataOutputStream requests;
    private volatile CompletableFuture<Reply> awaited = new CompletableFuture<>();
    private volatile Exception end;
    private int asked;
    private boolean spoilt;

    private ReadingProcess(Path directory, Process process) {
        this.directory = directory;
        this.process = process;
        this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    }

    static ReadingProcess start(Program program) throws IOException {
        var directory = Files.createTempDirectory(ReadingProgram.DIRECTORY);
        try {
            return of(directory, program.start(directory));
        } catch (IOException e) {
            Files.delete(directory);
            throw e;
        }
    }

    static ReadingProcess of(Path directory, Process process) {
        var started = new ReadingProcess(directory, process);
        // a pipe is not read on a virtual thread: it would hold its carrier
        Thread.ofPlatform().daemon().name(listener(process)).start(started::listen);
        return started;
    }

    static String listener(Process process) {
        return "answers of process " + process.pid();
    }

    Reply ask(Request request, Duration atMost) throws InterruptedException, Ended {
        asked++;
        awaited = new CompletableFuture<>();
        if (end != null) {
            // A process that dies may take a request after its answers have ended.
            awaited.completeExceptionally(end);
        }
        try {
            request.write(requests);
            var reply = awaited.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            spoilt = reply instanceof Reply.Failed(var flaw) && flaw == Flaw.TOO_COMPLEX;
            return reply;
        } catch (TimeoutException e) {
            close();
            return new Reply.Failed(Flaw.TOO_SLOW);
        } catch (ExecutionException | IOException e) {
            return ended();
        } catch (InterruptedException e) {
            close();
            throw e;
        }
    }

    private Reply ended() throws InterruptedException, Ended {
        var code = process.waitFor(END) ? process.exitValue() : -1;
        close();
        if (code == OUT_OF_MEMORY) {
            return new Reply.Failed(Flaw.TOO_COMPLEX);
        }
        throw new Ended(code);
    }

    int asked() {
        return asked;
    }

    boolean isUsable() {
        return process.isAlive() && !spoilt;
    }

    private void listen() {
        try (var in = new DataInputStream(process.getInputStream())) {
            while (true) {
                var reply = Reply.read(in);
                awaited.complete(reply);
            }
        } catch (IOException | RuntimeException e) {
            end = e;
            awaited.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        var unused = process.destroyForcibly().onExit().thenAccept(ended -> clear());
    }

    private void clear() {
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(ReadingProcess::delete);
        } catch (IOException | UncheckedIOException e) {
            LOG.debugf(e, "%s cannot be cleared", directory);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
