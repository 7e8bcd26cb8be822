package io.focusforge.memory.models;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.memory.chunks.Meanings;
import io.focusforge.memory.memories.Owner;
import io.focusforge.memory.vectors.ChunkVector;
import io.focusforge.memory.vectors.SetState;
import io.focusforge.memory.vectors.VectorStore;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Embeds all chunks anew, page by page, and goes on where it, or another replica, has stopped. What is in the set already stays, so that a
 * page that comes again does no harm. New chunks need not be looked for: who stores them writes to this set too, since it began.
 */
@ApplicationScoped
class Refill {
    private static final Logger LOG = Logger.getLogger(Refill.class);

    private final UUID replica = UUID.randomUUID();
    private final SetStore sets;
    private final Pieces pieces;
    private final Meanings meanings;
    private final VectorStore vectors;
    private final TenantDatabase database;

    Refill(SetStore sets, Pieces pieces, Meanings meanings, VectorStore vectors, TenantDatabase database) {
        this.sets = sets;
        this.pieces = pieces;
        this.meanings = meanings;
        this.vectors = vectors;
        this.database = database;
    }

    @Scheduled(
            every = "{focusforge.documents.models.work-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void work() {
        try {
            var task = sets.lease(replica);
            while (task.isPresent()) {
                step(task.get());
                task = sets.lease(replica);
            }
        } catch (ProblemException e) {
            LOG.warnf("Chunks wait for their new embeddings: %s", e.getMessage());
        }
    }

    private void step(Task task) {
        if (task.state() == SetState.EMPTYING) {
            empty(task);
        } else {
            fill(task);
        }
    }

    private void empty(Task task) {
        if (!pieces.emptySome(task.set())) {
            pieces.end(task.set(), SetState.EMPTYING, SetState.EMPTY);
        }
    }

    private void fill(Task task) {
        var page = pieces.next(task.set());
        if (page.isEmpty()) {
            pieces.end(task.set(), SetState.FILLING, SetState.FILLED);
            return;
        }
        page.stream()
                .collect(Collectors.groupingBy(Piece::owner))
                .forEach((owner, theirs) -> fill(task, owner, theirs));
        pieces.pass(task.set(), page);
    }

    private void fill(Task task, Owner owner, List<Piece> theirs) {
        var texts = theirs.stream().map(Piece::meaning).distinct().toList();
        var found = meanings.of(owner, task.model(), texts);
        var embedded = theirs.stream()
                .flatMap(piece -> Optional.ofNullable(found.get(piece.meaning()))
                        .map(embedding -> new ChunkVector(piece.key(), embedding))
                        .stream())
                .toList();
        database.inTransaction(owner.tenant(), connection -> {
            var existing = pieces.existing(connection, owner, theirs);
            var kept = embedded.stream()
                    .filter(vector -> existing.contains(vector.key()))
                    .toList();
            vectors.add(connection, owner.tenant(), task.set(), kept);
            return true;
        });
    }
}
