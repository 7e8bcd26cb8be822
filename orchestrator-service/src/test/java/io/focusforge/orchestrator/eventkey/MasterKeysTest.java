package io.focusforge.orchestrator.eventkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MasterKeysTest {
    private static final byte[] KEY =
            "0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private final UUID tenant = UUID.randomUUID();
    private final UUID user = UUID.randomUUID();

    @Test
    void wrapsWithTheFirstAndUnwrapsWithTheOneThatWrapped() {
        var old = masters("old").wrap(tenant, user, KEY);
        assertThat(old.master()).isEqualTo("old");
        assertThat(old.content()).isNotEqualTo(KEY);
        var rotated = masters("new", "old");
        assertThat(rotated.wrap(tenant, user, KEY).master()).isEqualTo("new");
        assertThat(rotated.unwrap(tenant, user, old)).isEqualTo(KEY);
    }

    @Test
    void opensNothingOfAnotherUserOrMaster() {
        var wrapped = masters("old").wrap(tenant, user, KEY);
        assertThatThrownBy(() -> masters("old").unwrap(tenant, UUID.randomUUID(), wrapped))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> masters("new").unwrap(tenant, user, wrapped))
                .hasMessageContaining("no master key 'old'");
    }

    @Test
    void keepsKeysAsTheyAreWithoutAMaster() {
        var none = masters();
        var kept = none.wrap(tenant, user, KEY);
        assertThat(kept.content()).isEqualTo(KEY);
        assertThat(masters("new").unwrap(tenant, user, kept)).isEqualTo(KEY);
    }

    private static MasterKeys masters(String... names) {
        List<String> all = Stream.of(names).map(MasterKeysTest::master).toList();
        return new MasterKeys(() -> all.isEmpty() ? Optional.empty() : Optional.of(all));
    }

    /** A key of its own for each name. */
    private static String master(String name) {
        var key = new byte[32];
        java.util.Arrays.fill(key, (byte) name.hashCode());
        return name + ":" + Base64.getEncoder().encodeToString(key);
    }
}
