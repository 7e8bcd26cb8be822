package io.focusforge.gateway.proxy;

import io.focusforge.common.problem.ErrorCode;

/** Says how large a body may be. */
final class BodyLimit {
    private BodyLimit() {}

    static Refusal refusal(ProxyConfig config) {
        return Refusal.of(
                ErrorCode.PAYLOAD_TOO_LARGE,
                "The body may have at most %d bytes; send less at once."
                        .formatted(config.maxBodySize().asLongValue()));
    }
}
