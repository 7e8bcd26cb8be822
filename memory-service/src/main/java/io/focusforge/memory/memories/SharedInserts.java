package io.focusforge.memory.memories;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;

/**
 * Lets single documents in together: those that come while others are written share the next write, so one round trip and one commit. None
 * waits for more to come, and none fails for what is wrong with another.
 */
final class SharedInserts {
    private static final int AT_ONCE = 100;

    private record Waiting(Document document, CompletableFuture<Boolean> inserted) {}

    private final MongoCollection<Document> collection;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean busy = new AtomicBoolean();

    SharedInserts(MongoCollection<Document> collection) {
        this.collection = collection;
    }

    /** Returns when it is written as the collection says. @return false when there is a document with this id already */
    boolean insert(Document document) {
        var waiting = new Waiting(document, new CompletableFuture<>());
        queue.add(waiting);
        if (busy.compareAndSet(false, true)) {
            Thread.startVirtualThread(this::run);
        }
        try {
            return waiting.inserted().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** How many no write has begun for. */
    int waiting() {
        return queue.size();
    }

    private void run() {
        do {
            try {
                for (var together = next(); !together.isEmpty(); together = next()) {
                    write(together);
                }
            } finally {
                busy.set(false);
            }
        } while (!queue.isEmpty() && busy.compareAndSet(false, true));
    }

    private List<Waiting> next() {
        var together = new ArrayList<Waiting>();
        while (together.size() < AT_ONCE && queue.poll() instanceof Waiting one) {
            together.add(one);
        }
        return together;
    }

    private void write(List<Waiting> together) {
        try {
            var documents = together.stream().map(Waiting::document).toList();
            collection.insertMany(documents, new InsertManyOptions().ordered(false));
            together.forEach(one -> one.inserted().complete(true));
        } catch (MongoBulkWriteException e) {
            answer(together, e);
        } catch (RuntimeException e) {
            together.forEach(one -> one.inserted().completeExceptionally(e));
        }
    }

    // Without the word of a majority it is not known of any whether it is kept.
    private static void answer(List<Waiting> together, MongoBulkWriteException problem) {
        var errors = problem.getWriteErrors().stream()
                .collect(Collectors.toMap(BulkWriteError::getIndex, Function.identity()));
        for (var i = 0; i < together.size(); i++) {
            var inserted = together.get(i).inserted();
            if (isDuplicate(errors, i)) {
                inserted.complete(false);
            } else if (errors.containsKey(i) || problem.getWriteConcernError() != null) {
                inserted.completeExceptionally(problem);
            } else {
                inserted.complete(true);
            }
        }
    }

    private static boolean isDuplicate(Map<Integer, BulkWriteError> errors, int index) {
        return errors.containsKey(index) && errors.get(index).getCategory() == ErrorCategory.DUPLICATE_KEY;
    }
}
