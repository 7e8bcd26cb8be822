package io.focusforge.worker.intake;

import io.focusforge.common.idempotency.Claim;
import io.focusforge.worker.job.Job;

/** What became of a client's request. */
public sealed interface Acceptance {
    record New(Job job) implements Acceptance {}

    /** Another request with the same dedupe key made it; so it is now. */
    record Shared(Job job) implements Acceptance {}

    /** It was asked before under the same {@code Idempotency-Key}. */
    record Known(Claim.Replay first) implements Acceptance {}
}
