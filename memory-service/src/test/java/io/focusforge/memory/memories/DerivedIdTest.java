package io.focusforge.memory.memories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class DerivedIdTest {
    private static final Owner OWNER = new Owner(UUID.randomUUID(), UUID.randomUUID());

    @Test
    void isTheSameForTheSameOwnerAndKey() {
        assertThat(DerivedId.of(OWNER, "k")).isEqualTo(DerivedId.of(OWNER, "k"));
    }

    @Test
    void isAnotherForAnotherKeyUserOrTenant() {
        var other = UUID.randomUUID();
        assertThat(DerivedId.of(OWNER, "k"))
                .isNotEqualTo(DerivedId.of(OWNER, "l"))
                .isNotEqualTo(DerivedId.of(new Owner(OWNER.tenant(), other), "k"))
                .isNotEqualTo(DerivedId.of(new Owner(other, OWNER.user()), "k"));
    }

    @Test
    void hasTheLayoutOfVersionEight() {
        var id = DerivedId.of(OWNER, "k");
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
    }
}
