package io.focusforge.worker.ingest;

import io.focusforge.worker.extract.Extracted;
import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.split.Splitter;
import java.util.Locale;
import java.util.Optional;

/** One attempt to ingest a document, from its text on, and what is told of it. */
final class Attempt {
    private static final int EXTRACTED = 10;
    private static final int STORED = 95;

    private final MemoryService memory;
    private final JobContext context;
    private final Input input;
    private int told = -1;

    Attempt(MemoryService memory, JobContext context, Input input) {
        this.memory = memory;
        this.context = context;
        this.input = input;
    }

    /** @return why to stop, if at all */
    Optional<Stop> tell(Stage.State state, int percent) throws InterruptedException {
        told = percent;
        context.progress(percent, state.name().toLowerCase(Locale.ROOT));
        return Stop.unless(memory.tell(context, input, new Stage(input.version(), state, percent, null)));
    }

    /** That it will never succeed. */
    Optional<Stop> tellFailure(String reason) throws InterruptedException {
        var failed = new Stage(input.version(), Stage.State.FAILED, Math.max(0, told), reason);
        return Stop.unless(memory.tell(context, input, failed));
    }

    /** @param stored how many pieces are there already */
    Optional<Stop> store(Extracted text, Splitter splitter, int stored) throws InterruptedException {
        var stop = tell(Stage.State.SPLITTING, EXTRACTED);
        if (stop.isEmpty()) {
            stop = deliver(text, splitter, stored);
        }
        return stop.isEmpty() ? finish() : stop;
    }

    /** With whatever is stored. */
    Optional<Stop> finish() throws InterruptedException {
        var stop = tell(Stage.State.INDEXING, STORED);
        return stop.isEmpty() ? tell(Stage.State.READY, 100) : stop;
    }

    private Optional<Stop> deliver(Extracted text, Splitter splitter, int stored) throws InterruptedException {
        var length = text.characters();
        var begun = tell(Stage.State.EMBEDDING, EXTRACTED);
        if (begun.isPresent()) {
            return begun;
        }
        try (var pieces = splitter.split(text)) {
            var missing = pieces.dropWhile(piece -> piece.ordinal() < stored);
            return new Delivery(memory, context, input, end -> advance(end, length)).deliver(missing);
        }
    }

    /** Not more often than anybody would notice. */
    private Optional<Stop> advance(int end, int length) throws InterruptedException {
        var percent = EXTRACTED + (int) ((STORED - EXTRACTED) * (long) end / Math.max(1, length));
        return percent == told ? Optional.empty() : tell(Stage.State.EMBEDDING, Math.min(STORED, percent));
    }
}
