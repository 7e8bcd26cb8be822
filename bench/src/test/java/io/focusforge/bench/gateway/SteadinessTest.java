package io.focusforge.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SteadinessTest {
    private final Steadiness steadiness = new Steadiness();

    @Test
    void aFifthOffTheMedianSoFarIsTooMuch() {
        assertThat(steadiness.isSteady(1000)).isTrue();
        assertThat(steadiness.isSteady(1190)).isTrue();
        assertThat(steadiness.isSteady(1320)).isFalse();
        assertThat(steadiness.isSteady(940)).isFalse();
    }

    @Test
    void anOddFirstRoundDoesNotCondemnAllOthers() {
        steadiness.isSteady(500);
        steadiness.isSteady(1000);
        steadiness.isSteady(1000);
        assertThat(steadiness.isSteady(1000)).isTrue();
    }
}
