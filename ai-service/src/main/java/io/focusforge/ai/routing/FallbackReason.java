package io.focusforge.ai.routing;

import io.focusforge.ai.provider.UpstreamFailure;
import java.util.Optional;

/** A failure after which another target is worth a try. */
public enum FallbackReason {
    /** The target cannot be reached, is overloaded, failed, was too slow, is left alone, or refuses this installation. */
    ERROR,
    /** The request is too long for the target. */
    CONTEXT_LENGTH,
    /** The target's content policy refuses the request, or its answer. */
    CONTENT_POLICY;

    /** Empty when every other target would say the same, or nobody waits for an answer. */
    static Optional<FallbackReason> of(UpstreamFailure failure) {
        return switch (failure.kind()) {
            case CONTEXT_LENGTH -> Optional.of(CONTEXT_LENGTH);
            case CONTENT_POLICY -> Optional.of(CONTENT_POLICY);
            case REFUSED, OUT_OF_TIME, CLIENT_GONE -> Optional.empty();
            case UNREACHABLE,
                    RATE_LIMITED,
                    OVERLOADED,
                    SERVER_ERROR,
                    BROKEN,
                    MISCONFIGURED,
                    LEFT_ALONE,
                    BUSY,
                    USED_UP,
                    SLOW -> Optional.of(ERROR);
        };
    }
}
