package io.focusforge.memory.bulk;

import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.memory.memories.Holdings;
import io.focusforge.memory.memories.Memory;
import io.focusforge.memory.memories.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Carries out the operations of a batch, when all of them can be: what is new first and together, then the others in their order. */
@ApplicationScoped
class Batch {
    private static final int AT_ONCE = 8;

    private final Holdings holdings;

    Batch(Holdings holdings) {
        this.holdings = holdings;
    }

    /** What is to be remembered, by its place among the operations; whoever plans the same again under a key plans the same ids. */
    Map<Integer, Memory> plan(Owner owner, List<Operation> operations, Optional<IdempotencyKey> key) {
        var added = new LinkedHashMap<Integer, Memory>();
        for (var i = 0; i < operations.size(); i++) {
            var path = "operations[" + i + "]";
            operations.get(i).check(path);
            if (operations.get(i).memory() != null) {
                var memory = draft(owner, operations.get(i), path, name(key, i));
                if (operations.get(i).op() == Operation.Kind.ADD) {
                    added.put(i, memory);
                }
            }
        }
        return added;
    }

    BatchAnswer run(Owner owner, List<Operation> operations, Map<Integer, Memory> added) {
        holdings.add(List.copyOf(added.values()));
        var items = new BatchAnswer.Item[operations.size()];
        added.forEach((i, memory) ->
                items[i] = new BatchAnswer.Item(BatchAnswer.Outcome.CREATED, memory.id(), memory.revision()));
        changeAll(owner, operations, items);
        return new BatchAnswer(List.of(items));
    }

    /** Several at once, as each waits for the disk; those of one memory one after the other. */
    private void changeAll(Owner owner, List<Operation> operations, BatchAnswer.Item[] items) {
        var byMemory = IntStream.range(0, items.length)
                .filter(i -> items[i] == null)
                .boxed()
                .collect(Collectors.groupingBy(i -> operations.get(i).id()));
        if (byMemory.isEmpty()) {
            return;
        }
        try (var threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            byMemory.values().stream()
                    .map(indexes -> CompletableFuture.runAsync(
                            () -> indexes.forEach(i -> items[i] = change(owner, operations.get(i))), threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private BatchAnswer.Item change(Owner owner, Operation operation) {
        return switch (operation.op()) {
            case ADD -> throw new IllegalStateException("what is new was planned");
            case UPDATE -> updated(operation.id(), holdings.update(owner, operation.id(), operation.memory()));
            case DELETE -> deleted(operation.id(), holdings.forget(owner, operation.id()));
        };
    }

    private static BatchAnswer.Item updated(UUID id, Optional<Memory> memory) {
        return memory.map(made -> new BatchAnswer.Item(BatchAnswer.Outcome.UPDATED, id, made.revision()))
                .orElseGet(() -> new BatchAnswer.Item(BatchAnswer.Outcome.NOT_FOUND, id, null));
    }

    private static BatchAnswer.Item deleted(UUID id, boolean was) {
        return new BatchAnswer.Item(was ? BatchAnswer.Outcome.DELETED : BatchAnswer.Outcome.NOT_FOUND, id, null);
    }

    private Memory draft(Owner owner, Operation operation, String path, Optional<String> name) {
        try {
            return holdings.draft(owner, operation.memory(), name);
        } catch (ProblemException e) {
            var violation = e.violations().getFirst();
            throw ProblemException.invalid(path + ".memory." + violation.field(), violation.message());
        }
    }

    private static Optional<String> name(Optional<IdempotencyKey> key, int index) {
        return key.map(given -> given.value() + "\n" + index);
    }
}
