package io.focusforge.orchestrator.saga;

import java.util.List;
import java.util.Optional;

/** Sagas that are kept together, and what an operator can do about them. A CDI bean for each place. */
public interface SagaBook {
    /** Without their steps, the newest first: no more than the filter says. */
    List<SagaView> list(java.util.UUID tenant, SagaFilter filter);

    Optional<SagaView> find(SagaKey key);

    /** Goes on with a saga that is stuck. @return false when it is not stuck */
    boolean retry(SagaKey key);

    /** Gives up what goes forward, and goes back. @return false when it has ended, goes back already, or has no way back from where it is */
    boolean turnBack(SagaKey key);

    /** Ends a saga that has not ended where it stands. @return false when it has ended */
    boolean abandon(SagaKey key);
}
