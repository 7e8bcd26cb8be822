package io.focusforge.ai.key;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.focusforge.common.apikey.KeyRefusal;
import io.focusforge.common.problem.ErrorCode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * What the gateway answers, as far as it is used here.
 *
 * @param token of the caller; null for a refusal, which has a code and a detail
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record GatewayAnswer(
        String token, Integer requestsPerMinute, Instant expiresAt, String code, String detail, long rememberMillis) {
    Duration remember() {
        return Duration.ofMillis(rememberMillis);
    }

    Exchanged refused() {
        var reason = ErrorCode.valueOf(code.toUpperCase(Locale.ROOT));
        return new Exchanged.Refused(new KeyRefusal(reason, detail), remember());
    }
}
