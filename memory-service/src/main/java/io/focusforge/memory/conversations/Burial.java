package io.focusforge.memory.conversations;

import io.focusforge.common.erasure.Erased;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Removes conversations: first they are hidden and lose their content, then their messages go in bounded steps, and when no replica can add
 * anything to them any more, the tombstones. Whoever is interrupted leaves the rest to the sweeper.
 */
@ApplicationScoped
class Burial {
    static final int STEP = 500;

    private final ConversationStore store;
    private final Remains remains;
    private final ConversationConfig config;
    private final Clock clock;

    Burial(ConversationStore store, Remains remains, ConversationConfig config, Clock clock) {
        this.store = store;
        this.remains = remains;
        this.config = config;
        this.clock = clock;
    }

    /** @return false when there is no such conversation */
    boolean bury(ConversationKey key) {
        var now = clock.instant();
        if (!store.bury(key, now)) {
            return false;
        }
        empty(new Tombstone(key, now), STEP);
        return true;
    }

    /** Removes some of what is left of a conversation, whether it was deleted before or not. */
    Erased erase(ConversationKey key, int atMost) {
        var now = clock.instant();
        store.bury(key, now);
        return empty(new Tombstone(key, now), atMost);
    }

    /** Tombstones that are to be looked after. */
    List<Tombstone> due(int limit) {
        return store.due(clock.instant(), limit);
    }

    /** Does what is due. */
    void sweep(Tombstone tombstone) {
        Erased step;
        do {
            step = empty(tombstone, STEP);
        } while (step.more());
        if (!end(tombstone).isAfter(clock.instant())) {
            store.purge(tombstone.key());
        }
    }

    private Erased empty(Tombstone tombstone, int atMost) {
        var removed = remains.remove(tombstone.key(), atMost);
        if (!removed.more()) {
            store.rest(tombstone.key(), end(tombstone));
        }
        return removed;
    }

    private Instant end(Tombstone tombstone) {
        return tombstone.deletedAt().plus(config.tombstoneRetention());
    }
}
