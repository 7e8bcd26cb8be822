package io.focusforge.ai.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheWishTest {
    private final Caller caller = new Caller(UUID.randomUUID(), UUID.randomUUID(), Set.of(), null);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                // body, header, reads, keeps, seconds
                "none            | none                | false | false | 300",
                "{}              | none                | true  | true  | 300",
                "true            | none                | true  | true  | 300",
                "none            | max-age=60          | true  | true  | 60",
                "{'ttl':9}       | MAX-AGE=60, foo     | true  | true  | 9",
                "{'ttl':999999}  | none                | true  | true  | 86400",
                "true            | max-age=0           | false | true  | 300",
                "true            | no-cache            | false | true  | 300",
                "true            | no-store            | true  | false | 300",
                "{'no-cache':true,'no-store':true} | none | false | false | 300",
                "none            | no-cache            | false | false | 300",
                "false           | max-age=60          | false | false | 60",
                "null            | max-age=x           | false | false | 300"
            })
    void isOffUnlessAskedFor(String body, String header, boolean reads, boolean keeps, int seconds) {
        var policy = policy(body, header, Map.of());
        assertThat(policy.reads()).isEqualTo(reads);
        assertThat(policy.keeps()).isEqualTo(keeps);
        assertThat(policy.ttl()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void isSwitchedOnForAllOrForATenant() {
        assertThat(policy(null, null, Map.of("enabled", "true")).reads()).isTrue();
        assertThat(policy("false", null, Map.of("enabled", "true")).isOff()).isTrue();
        var tenant = "tenants.\"%s\".".formatted(caller.tenant());
        var own = Map.of(tenant + "enabled", "true", tenant + "ttl", "7S", tenant + "share", "tenant");
        var policy = policy(null, null, own);
        assertThat(policy.reads()).isTrue();
        assertThat(policy.ttl()).hasSeconds(7);
        assertThat(policy.pool()).isEqualTo(new Pool(caller.tenant(), null, "default"));
    }

    @Test
    void isTheUsersOwnUnlessShared() {
        assertThat(policy("true", null, Map.of()).pool())
                .isEqualTo(new Pool(caller.tenant(), caller.user(), "default"));
        assertThat(policy("{'share':'tenant','namespace':'faq'}", null, Map.of())
                        .pool())
                .isEqualTo(new Pool(caller.tenant(), null, "faq"));
        assertThat(policy("{'share':'user'}", null, Map.of("share", "tenant"))
                        .pool()
                        .user())
                .isEqualTo(caller.user());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "'x'",
                "[]",
                "{'ttl':0}",
                "{'ttl':1.5}",
                "{'ttl':'5'}",
                "{'no-cache':1}",
                "{'namespace':'a b'}",
                "{'namespace':''}",
                "{'namespace':'a:b'}",
                "{'share':'world'}",
                "{'share':''}",
                "{'semantic':'yes'}",
                "{'no_cache':true}"
            })
    void refusesWhatItDoesNotUnderstand(String body) {
        assertThatThrownBy(() -> policy(body, null, Map.of()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cache");
    }

    private CachePolicy policy(String body, String header, Map<String, String> settings) {
        var field = body == null ? null : body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        var wish = CacheField.parse(field).over(CacheControl.parse(header));
        return CachePolicy.of(wish, caller, Settings.of(settings));
    }
}
