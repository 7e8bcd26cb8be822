package io.focusforge.worker.ingest;

import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.split.Piece;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Sends the pieces of a document, in order and in batches. While one batch is being embedded the next is on its way, so that the embedding never
 * waits for the splitting.
 */
final class Delivery {
    static final int TOGETHER = 64;
    private static final int UNDER_WAY = 2;

    private final MemoryService memory;
    private final JobContext context;
    private final Input input;
    private final Arrived arrived;
    private final Deque<Parcel> underWay = new ArrayDeque<>();
    private final List<Piece> next = new ArrayList<>(TOGETHER);

    /** Is told of each batch that is stored. */
    interface Arrived {
        /**
         * @param end how much of the text is behind it, in characters
         * @return why to stop, if at all
         */
        Optional<Stop> upTo(int end) throws InterruptedException;
    }

    private record Parcel(MemoryService.Sent sent, int end) {}

    Delivery(MemoryService memory, JobContext context, Input input, Arrived arrived) {
        this.memory = memory;
        this.context = context;
        this.input = input;
        this.arrived = arrived;
    }

    /** @return why it was not all, if it was not */
    Optional<Stop> deliver(Stream<Piece> pieces) throws InterruptedException {
        try {
            for (var iterator = pieces.iterator(); iterator.hasNext(); ) {
                next.add(iterator.next());
                var stop = next.size() == TOGETHER ? send() : Optional.<Stop>empty();
                if (stop.isPresent()) {
                    return stop;
                }
            }
            return rest();
        } finally {
            underWay.forEach(parcel -> parcel.sent().answer().cancel(true));
        }
    }

    private Optional<Stop> rest() throws InterruptedException {
        var stop = next.isEmpty() ? Optional.<Stop>empty() : send();
        while (stop.isEmpty() && !underWay.isEmpty()) {
            stop = await();
        }
        return stop;
    }

    private Optional<Stop> send() throws InterruptedException {
        var stop = underWay.size() == UNDER_WAY ? await() : Optional.<Stop>empty();
        if (stop.isEmpty()) {
            var end = next.getLast().end();
            underWay.add(new Parcel(memory.store(context, input, List.copyOf(next)), end));
            next.clear();
        }
        return stop;
    }

    private Optional<Stop> await() throws InterruptedException {
        var oldest = underWay.remove();
        var stop = Stop.unless(memory.goOn(oldest.sent()));
        return stop.isPresent() ? stop : arrived.upTo(oldest.end());
    }
}
