package io.focusforge.gateway.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.common.apikey.PresentedKey;
import io.focusforge.common.apikey.SecretHash;
import io.focusforge.common.id.Ids;
import io.focusforge.common.identity.AllowedModels;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ErrorCode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthenticationTest {
    private static final Instant NOW = Instant.parse("2026-11-05T12:00:00Z");

    private final PresentedKey presented = PresentedKey.generate(Ids.next());
    private final PresentedKey wrongSecret = PresentedKey.generate(presented.id());

    @Test
    void admitsTheRightSecret() {
        var result = Authentication.check(presented.hashed(), stored(null, null), NOW);

        assertThat(result).isInstanceOfSatisfying(Authentication.Admitted.class, admitted -> {
            assertThat(admitted.key().id()).isEqualTo(presented.id());
            assertThat(admitted.bearer()).isEqualTo("Bearer token");
        });
    }

    @Test
    void aCallerMayDoWhatTheScopesOfTheKeyInclude() {
        var caller = stored(null, null).orElseThrow().stored().caller();

        assertThat(caller.may(Scopes.TASKS_WRITE)).isTrue();
        assertThat(caller.may(Scopes.TASKS_READ)).isTrue();
        assertThat(caller.may(Scopes.JOBS_READ)).isFalse();
    }

    @Test
    void refusesUnknownKeyAndWrongSecretAlike() {
        assertThat(Authentication.check(presented.hashed(), Optional.empty(), NOW))
                .isEqualTo(Authentication.check(wrongSecret.hashed(), stored(null, null), NOW))
                .isEqualTo(Authentication.UNKNOWN);
    }

    @Test
    void tellsThatAKeyWasRevokedOrExpiredOnlyToWhoKnowsTheSecret() {
        var past = NOW.minusSeconds(1);

        assertThat(code(presented, stored(past, null))).isEqualTo(ErrorCode.API_KEY_REVOKED);
        assertThat(code(presented, stored(null, past))).isEqualTo(ErrorCode.API_KEY_EXPIRED);
        assertThat(code(wrongSecret, stored(past, null))).isEqualTo(ErrorCode.API_KEY_INVALID);
        assertThat(code(wrongSecret, stored(null, past))).isEqualTo(ErrorCode.API_KEY_INVALID);
    }

    @Test
    void aKeyExpiresAtItsInstantAndNotBefore() {
        assertThat(code(presented, stored(null, NOW))).isEqualTo(ErrorCode.API_KEY_EXPIRED);
        assertThat(Authentication.check(presented.hashed(), stored(null, NOW.plusMillis(1)), NOW))
                .isInstanceOf(Authentication.Admitted.class);
    }

    private static ErrorCode code(PresentedKey key, Optional<KnownKey> stored) {
        return ((Authentication.Refused) Authentication.check(key.hashed(), stored, NOW))
                .refusal()
                .code();
    }

    private Optional<KnownKey> stored(Instant revoked, Instant expires) {
        var scopes = Set.of(Scopes.TASKS_WRITE);
        var key = new ApiKey(
                Ids.next(), presented.id(), Ids.next(), "test", scopes, null, AllowedModels.ALL, NOW, expires, revoked);
        return Optional.of(new KnownKey(new StoredKey(key, SecretHash.of(presented.secret()), false), "Bearer token"));
    }
}
