package io.focusforge.ai.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.ai.usage.TokenUsage;
import org.junit.jupiter.api.Test;

class PriceTest {
    private final Price price = new Price(3_000_000, 300_000, 15_000_000);

    @Test
    void cachedTokensCostTheirOwnPrice() {
        assertThat(price.cost(new TokenUsage(1_000, 400, 100, false))).isEqualTo(1_800 + 120 + 1_500);
    }

    @Test
    void aBrokenMicroDollarCountsAsAWhole() {
        assertThat(new Price(1, 1, 1).cost(new TokenUsage(1, 0, 0, false))).isEqualTo(1);
        assertThat(price.cost(new TokenUsage(0, 0, 0, false))).isZero();
    }

    @Test
    void whatAProviderSaysBeyondReasonCannotOverflow() {
        var absurd = new TokenUsage(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, false);
        var dear = new Price(Price.MOST, Price.MOST, Price.MOST);
        assertThat(dear.cost(absurd)).isEqualTo(2 * TokenUsage.MOST * 1_000);
        assertThat(new TokenUsage(-1, -1, -1, false)).isEqualTo(new TokenUsage(0, 0, 0, false));
    }

    @Test
    void isNeverNegative() {
        assertThatThrownBy(() -> new Price(-1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
