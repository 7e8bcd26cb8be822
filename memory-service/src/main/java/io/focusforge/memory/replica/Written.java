package io.focusforge.memory.replica;

import io.focusforge.common.postgres.CommitPositions;
import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps for the answer to a request where its transactions have ended. */
@ApplicationScoped
class Written implements CommitPositions {
    private final Wishes wishes;
    private final boolean wanted;

    Written(Wishes wishes, ReplicaConfig config) {
        this.wishes = wishes;
        this.wanted = config.urls().isPresent();
    }

    @Override
    public boolean wanted() {
        return wanted;
    }

    @Override
    public void ended(long position) {
        if (Arc.container().requestContext().isActive()) {
            wishes.wrote(new Position(position));
        }
    }
}
