package io.focusforge.memory.learning;

import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.memory.memories.MemoryStore;
import io.focusforge.memory.memories.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets a request under an idempotency key learn once. The answer is kept as the ids of memories, so that what is forgotten later is not
 * told again.
 */
@ApplicationScoped
class Receipts {
    /** What a request takes beside the model, at most. */
    private static final Duration WORK = Duration.ofSeconds(30);

    private final ReceiptStore store;
    private final MemoryStore memories;
    private final InferenceConfig config;
    private final Clock clock;

    Receipts(ReceiptStore store, MemoryStore memories, InferenceConfig config, Clock clock) {
        this.memories = memories;
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    Lesson once(Owner owner, Optional<IdempotencyKey> key, Supplier<Learned> learn) {
        return key.map(given -> once(owner, given, learn)).orElseGet(() -> new Lesson(learn.get(), false));
    }

    private Lesson once(Owner owner, IdempotencyKey key, Supplier<Learned> learn) {
        var now = clock.instant();
        if (store.begin(owner, key, now)) {
            return first(owner, key, learn);
        }
        var receipt = store.find(owner, key).orElseThrow(Receipts::inProgress);
        if (!key.isSameRequest(receipt.requestHash())) {
            throw new ProblemException(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "Send a new Idempotency-Key, or the same body as the first time.");
        }
        if (receipt.outcome().isPresent()) {
            return new Lesson(receipt.outcome().get().asOf(ids -> memories.findAll(owner, ids, now, _ -> true)), true);
        }
        if (store.takeOver(owner, key, now.minus(config.timeout()).minus(WORK), now)) {
            return first(owner, key, learn);
        }
        throw inProgress();
    }

    private Lesson first(Owner owner, IdempotencyKey key, Supplier<Learned> learn) {
        try {
            var learned = learn.get();
            store.finish(owner, key, Outcome.of(learned));
            return new Lesson(learned, false);
        } catch (RuntimeException e) {
            store.release(owner, key);
            throw e;
        }
    }

    private static ProblemException inProgress() {
        return new ProblemException(ErrorCode.IDEMPOTENCY_IN_PROGRESS, "Wait for the first request, then ask again.")
                .retryAfter(Duration.ofSeconds(1));
    }
}
