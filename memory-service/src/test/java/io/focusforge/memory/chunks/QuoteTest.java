package io.focusforge.memory.chunks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuoteTest {
    @Test
    void isFoundWhereItIsWhateverItsBlanksQuotesAndCase() {
        assertThat(new Quote("The “net” result – nine").in("So: the \"net\"\n  result - nine million."))
                .contains(new Hit.Span(4, 29));
    }

    @Test
    void isNotFoundWithAnotherWord() {
        assertThat(new Quote("the net result").in("the gross result")).isEmpty();
        assertThat(new Quote("a.c").in("abc")).isEmpty();
    }
}
