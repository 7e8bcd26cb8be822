package io.focusforge.worker.extract;

import io.focusforge.worker.extract.program.Reply;
import io.focusforge.worker.extract.program.Request;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The processes that read. One is started when it is needed, reads one file after the other, is replaced when it has failed or has read many, and ends
 * when there is nothing to read.
 */
@ApplicationScoped
class ReadingProcesses {
    private final Program program;
    private final ExtractConfig config;
    private final Semaphore places;
    private final Deque<ReadingProcess> idle = new ConcurrentLinkedDeque<>();
    private final Executor later;

    ReadingProcesses(Program program, ExtractConfig config) {
        this.program = program;
        this.config = config;
        this.places = new Semaphore(config.processes(), true);
        this.later = CompletableFuture.delayedExecutor(
                config.idle().toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread);
    }

    /**
     * A process can be killed for reasons that are not the file's, so a file is tried twice before it is blamed.
     *
     * @throws IOException when no process can be started
     */
    Reply ask(Request request) throws IOException, InterruptedException {
        places.acquire();
        try {
            return ask(request, waiting());
        } catch (ReadingProcess.Ended e) {
            return askAgain(request);
        } finally {
            places.release();
        }
    }

    private Reply askAgain(Request request) throws IOException, InterruptedException {
        try {
            return ask(request, ReadingProcess.start(program));
        } catch (ReadingProcess.Ended e) {
            return new Reply.Failed(Flaw.TOO_COMPLEX);
        }
    }

    private Reply ask(Request request, ReadingProcess process) throws InterruptedException, ReadingProcess.Ended {
        var reply = process.ask(request, config.timeout());
        if (process.isUsable() && process.asked() < config.documentsPerProcess()) {
            keep(process);
        } else {
            process.close();
        }
        return reply;
    }

    private ReadingProcess waiting() throws IOException {
        for (var process = idle.poll(); process != null; process = idle.poll()) {
            if (process.isUsable()) {
                return process;
            }
            process.close();
        }
        return ReadingProcess.start(program);
    }

    private void keep(ReadingProcess process) {
        var asked = process.asked();
        idle.push(process);
        later.execute(() -> {
            if (process.asked() == asked && idle.remove(process)) {
                process.close();
            }
        });
    }

    @PreDestroy
    void stop() {
        idle.forEach(ReadingProcess::close);
    }
}
