package io.focusforge.gateway.apikey;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.focusforge.common.apikey.KeyRefusal;
import java.time.Duration;
import java.time.Instant;

/**
 * What became of a key: a token, or the code of a refusal.
 *
 * @param token what this service would send inward for the caller
 * @param requestsPerMinute that the key may send
 * @param expiresAt of the key; null for never
 * @param detail of a refusal
 * @param rememberMillis how long this may be taken to be so
 */
@JsonInclude(Include.NON_NULL)
record ExchangedKey(
        String token, Integer requestsPerMinute, Instant expiresAt, String code, String detail, long rememberMillis) {
    private static final int SCHEME = "Bearer ".length();

    static ExchangedKey of(Authentication authentication, int requestsPerMinute, Duration remember) {
        return switch (authentication) {
            case Authentication.Admitted(var key, var bearer) ->
                new ExchangedKey(
                        bearer.substring(SCHEME), requestsPerMinute, key.expiresAt(), null, null, remember.toMillis());
            case Authentication.Departed departed -> of(Authentication.UNKNOWN.refusal(), remember);
            case Authentication.Refused(var refusal) -> of(refusal, remember);
        };
    }

    private static ExchangedKey of(KeyRefusal refusal, Duration remember) {
        return new ExchangedKey(null, null, null, refusal.code().code(), refusal.detail(), remember.toMillis());
    }
}
