package io.focusforge.memory.replica;

import io.focusforge.common.postgres.TenantReads;
import java.util.Optional;

/** A replica and its primary, as far as they are asked. */
interface Followed {
    TenantReads reads();

    /** @throws RuntimeException when the replica does not say, or is none */
    Position replayed();

    /** Empty when the primary does not say. */
    Optional<Position> primary();
}
