package io.focusforge.memory.conversations;

import io.focusforge.common.erasure.DataSubject;
import io.focusforge.common.erasure.Erased;
import io.focusforge.common.erasure.SubjectData;
import io.focusforge.memory.memories.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** What a person has said in conversations, and was answered. */
@ApplicationScoped
class ConversationData implements SubjectData {
    private final ConversationStore store;
    private final Burial burial;
    private final Clock clock;

    ConversationData(ConversationStore store, Burial burial, Clock clock) {
        this.store = store;
        this.burial = burial;
        this.clock = clock;
    }

    @Override
    public String place() {
        return "conversations";
    }

    @Override
    public Erased erase(DataSubject subject, int atMost) {
        var owner = new Owner(subject.tenant(), subject.user());
        var count = 0L;
        for (var conversation : store.left(owner, clock.instant(), atMost)) {
            var erased = burial.erase(conversation, atMost);
            count += erased.count() + (erased.more() ? 0 : 1);
            if (erased.more() || count >= atMost) {
                return new Erased(count, true);
            }
        }
        return new Erased(count, false);
    }
}
