package io.focusforge.common.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.common.id.Ids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresentedKeyTest {
    private static final String WELL_FORMED =
            "ff_0193a5c0d1e27abc8def0123456789ab_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg";

    @Test
    void readsWhatItWrites() {
        var key = PresentedKey.generate(Ids.next());

        assertThat(PresentedKey.parse(key.text())).contains(key);
        assertThat(key.secret()).hasSize(43).matches("[0-9A-Za-z]+");
        assertThat(PresentedKey.parse(WELL_FORMED)).isPresent();
    }

    @Test
    void makesAnotherSecretEachTime() {
        var id = Ids.next();

        assertThat(PresentedKey.generate(id).secret())
                .isNotEqualTo(PresentedKey.generate(id).secret());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ff_",
                "sk_0193a5c0d1e27abc8def0123456789ab_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg",
                "ff_0193a5c0d1e27abc8def0123456789ag_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg",
                "ff_0193a5c0d1e27abc8def0123456789ab-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg",
                "ff_0193a5c0d1e27abc8def0123456789ab_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef"
            })
    void knowsWhatNoKeyLooksLike(String text) {
        assertThat(PresentedKey.parse(text)).isEmpty();
    }

    @Test
    void keepsTheSecretOutOfLogs() {
        var key = PresentedKey.generate(Ids.next());

        assertThat(key.toString()).doesNotContain(key.secret());
    }
}
