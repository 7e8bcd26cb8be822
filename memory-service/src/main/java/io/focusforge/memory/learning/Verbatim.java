package io.focusforge.memory.learning;

import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.memory.memories.Addition;
import io.focusforge.memory.memories.Memories;
import io.focusforge.memory.memories.Owner;
import io.focusforge.memory.memories.Remembered;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Remembers what is said as it is, without a model. */
@ApplicationScoped
class Verbatim {
    private static final String ROLE = "role";

    private final Memories memories;

    Verbatim(Memories memories) {
        this.memories = memories;
    }

    Remembered text(Owner owner, RememberRequest request, Optional<IdempotencyKey> key) {
        return memories.remember(owner, Addition.verbatim(request.memory(request.text()), request.onDuplicate(), key));
    }

    /** Each message becomes a memory, which knows who said it. Under a key each has a key of its own, which follows from it. */
    Lesson messages(Owner owner, RememberRequest request, Optional<IdempotencyKey> key) {
        var ledger = new Ledger();
        var again = true;
        var turn = 0;
        for (var message : request.messages()) {
            var suffix = "#" + turn++;
            var own = key.map(all -> new IdempotencyKey(all.value() + suffix, all.requestHash()));
            var memory = request.memory(
                    message.content(), null, null, Map.of(ROLE, message.role().label()));
            var remembered = memories.remember(owner, Addition.verbatim(memory, request.onDuplicate(), own));
            again &= remembered instanceof Remembered.Again;
            ledger.note(remembered);
        }
        return new Lesson(ledger.verbatim(), again);
    }
}
