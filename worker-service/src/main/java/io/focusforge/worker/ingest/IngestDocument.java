package io.focusforge.worker.ingest;

import io.focusforge.common.objects.ObjectKey;
import io.focusforge.common.objects.ObjectStore;
import io.focusforge.worker.extract.Extraction;
import io.focusforge.worker.extract.Extractor;
import io.focusforge.worker.extract.Flaw;
import io.focusforge.worker.extract.Hint;
import io.focusforge.worker.extract.Thumbnail;
import io.focusforge.worker.extract.Thumbnails;
import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.handler.JobHandler;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.RetryPolicy;
import io.focusforge.worker.split.Splitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** {@code document.ingest}. What cannot be read fails for good, with a reason; everything else is tried again, and goes on where it stood. */
@ApplicationScoped
class IngestDocument implements JobHandler<Input> {
    private static final Logger LOG = Logger.getLogger(IngestDocument.class);
    private static final JobType<Input> TYPE = JobType.internal(
            "document.ingest",
            Input.class,
            new JobType.Defaults(
                    "files",
                    Priority.NORMAL,
                    20,
                    Duration.ofMinutes(30),
                    new RetryPolicy(Duration.ofSeconds(2), Duration.ofMinutes(5))));

    private final MemoryService memory;
    private final ObjectStore objects;
    private final Extractor extractor;
    private final Splitter splitter;
    private final Thumbnails thumbnails;

    IngestDocument(
            MemoryService memory, ObjectStore objects, Extractor extractor, Splitter splitter, Thumbnails thumbnails) {
        this.memory = memory;
        this.objects = objects;
        this.extractor = extractor;
        this.splitter = splitter;
        this.thumbnails = thumbnails;
    }

    @Override
    public JobType<Input> type() {
        return TYPE;
    }

    @Override
    public JobResult handle(JobContext context, Input input) throws InterruptedException {
        var attempt = new Attempt(memory, context, input);
        var result =
                switch (memory.work(context, input)) {
                    case Answer.Given<Work>(var work) when work.cancelled() -> JobResult.done();
                    case Answer.Given<Work>(var work) -> ingest(context, work, attempt);
                    case Answer.Trouble<Work>(var trouble) -> trouble;
                };
        return lastWord(context, attempt, result);
    }

    private JobResult ingest(JobContext context, Work work, Attempt attempt) throws InterruptedException {
        var stop = attempt.tell(Stage.State.EXTRACTING, 0);
        if (stop.isPresent()) {
            return result(stop);
        }
        try {
            var file = work.file(context.job().tenant());
            return work.isPicture() ? picture(file, attempt) : text(file, work, attempt);
        } catch (IOException e) {
            LOG.warnf(e, "Job %s cannot read its file", context.job().id());
            return JobResult.retry("extraction_unavailable", "The file could not be read this time.");
        }
    }

    private JobResult text(ObjectKey file, Work work, Attempt attempt) throws IOException, InterruptedException {
        return switch (extract(file, work)) {
            case Extraction.Unreadable(var flaw) -> unreadable(attempt, flaw);
            case Extraction.Readable(var text) -> {
                try (text) {
                    yield result(attempt.store(text, splitter, work.stored()));
                }
            }
        };
    }

    private Extraction extract(ObjectKey file, Work work) throws IOException, InterruptedException {
        try (var content = objects.open(file).orElseThrow(() -> new IOException("it is not in the object store"))) {
            return extractor.extract(content, new Hint(null, work.mediaType()));
        }
    }

    /** It has no text, and is not found; it can be looked at. */
    private JobResult picture(ObjectKey file, Attempt attempt) throws IOException, InterruptedException {
        return switch (thumbnails.keep(file)) {
            case Thumbnail.Refused(var flaw) -> unreadable(attempt, flaw);
            case Thumbnail.Made _ -> result(attempt.finish());
        };
    }

    private static JobResult unreadable(Attempt attempt, Flaw flaw) throws InterruptedException {
        return switch (attempt.tellFailure(flaw.sentence()).orElse(null)) {
            case Stop.Trouble(var result) -> result;
            case Stop.Unwanted() -> JobResult.done();
            case null -> JobResult.failed(flaw.code(), flaw.sentence());
        };
    }

    private static JobResult result(Optional<Stop> stop) {
        return switch (stop.orElse(null)) {
            case Stop.Trouble(var result) -> result;
            case Stop.Unwanted() -> JobResult.done();
            case null -> JobResult.done();
        };
    }

    /** A document must not wait for an attempt that does not come. */
    private static JobResult lastWord(JobContext context, Attempt attempt, JobResult result)
            throws InterruptedException {
        switch (result) {
            case JobResult.Retry retry
            when context.isLastAttempt() -> {
                var unused = attempt.tellFailure(
                        "It was tried %d times. At last: %s".formatted(context.attempt(), retry.message()));
            }
            case JobResult.Failed(var code, var message)
            when code.equals("upstream_refused") -> {
                var unused = attempt.tellFailure(message);
            }
            case JobResult.Retry _, JobResult.Failed _, JobResult.Done _ -> {}
        }
        return result;
    }
}
