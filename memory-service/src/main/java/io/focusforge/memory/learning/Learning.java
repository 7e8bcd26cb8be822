package io.focusforge.memory.learning;

import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.Caller;
import io.focusforge.memory.embedding.Embedding;
import io.focusforge.memory.memories.Addition;
import io.focusforge.memory.memories.Memories;
import io.focusforge.memory.memories.MemoryType;
import io.focusforge.memory.memories.NewMemory;
import io.focusforge.memory.memories.OnDuplicate;
import io.focusforge.memory.memories.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Takes facts about the user out of what was said, and remembers each, with the message that it comes from as evidence. */
@ApplicationScoped
class Learning {
    private static final String KIND = "kind";
    private static final String ROLE = "role";

    private final Reader reader;
    private final Twins twins;
    private final Memories memories;
    private final Receipts receipts;

    Learning(Reader reader, Twins twins, Memories memories, Receipts receipts) {
        this.reader = reader;
        this.twins = twins;
        this.memories = memories;
        this.receipts = receipts;
    }

    Lesson learn(Caller caller, RememberRequest request, List<Message> turns, Optional<IdempotencyKey> key) {
        var owner = Owner.of(caller);
        memories.requireValid(request.memory(turns.getFirst().content()));
        return receipts.once(owner, key, () -> {
            var reading = reader.read(caller, turns);
            return new Teaching(owner, request, turns).remember(reading);
        });
    }

    /** One request on its way. */
    private final class Teaching {
        private final Owner owner;
        private final RememberRequest request;
        private final List<Message> turns;
        private final Map<Integer, UUID> evidence = new HashMap<>();
        private final Ledger ledger = new Ledger();

        Teaching(Owner owner, RememberRequest request, List<Message> turns) {
            this.owner = owner;
            this.request = request;
            this.turns = turns;
        }

        Learned remember(Reading reading) {
            var facts = reading.facts();
            var meanings =
                    request.onDuplicate() == OnDuplicate.KEEP ? List.<Embedding>of() : twins.meanings(owner, facts);
            for (var i = 0; i < facts.size(); i++) {
                remember(facts.get(i), meanings.isEmpty() ? Optional.empty() : Optional.of(meanings.get(i)));
            }
            return ledger.read(reading.degraded(), reading.model());
        }

        private void remember(Fact fact, Optional<Embedding> meaning) {
            var id = Ids.next();
            var memory = memory(fact);
            var source = evidence.computeIfAbsent(fact.message(), number -> keep(turns.get(number), id));
            var twin = meaning.flatMap(near -> twins.of(owner, memory, near));
            ledger.note(memories.remember(
                    owner,
                    new Addition(
                            memory,
                            request.onDuplicate() == null ? OnDuplicate.MERGE : request.onDuplicate(),
                            Optional.empty(),
                            Optional.of(id),
                            List.of(source),
                            twin,
                            fact.attribute())));
        }

        private NewMemory memory(Fact fact) {
            var kind = Map.<String, Object>of(KIND, fact.kind().label());
            return request.memory(fact.text(), null, fact.importance(), kind);
        }

        private UUID keep(Message message, UUID of) {
            var role = Map.<String, Object>of(ROLE, message.role().label());
            var source = request.memory(message.content(), MemoryType.EPISODIC, null, role);
            return memories.keepEvidence(owner, source, of).id();
        }
    }
}
