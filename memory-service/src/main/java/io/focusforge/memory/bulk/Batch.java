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

/** Carries out the operations of a batch, when all of them can be: what is new first and together, then the others in their order. */
@ApplicationScoped
class Batch {
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
        for (var i = 0; i < items.length; i++) {
            var memory = added.get(i);
            items[i] = memory == null
                    ? change(owner, operations.get(i))
                    : new BatchAnswer.Item(BatchAnswer.Outcome.CREATED, memory.id(), memory.revision());
        }
        return new BatchAnswer(List.of(items));
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
