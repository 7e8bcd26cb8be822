package io.focusforge.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoodputTest {
    @Test
    void lessThanTwiceIsNotTakenForIt() {
        assertThat(Goodput.isTwice(180, 100)).isTrue();
        assertThat(Goodput.isTwice(179, 100)).isFalse();
    }
}
