package io.focusforge.memory.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 0x3A2F4B8, Long.MAX_VALUE, -1})
    void isItsToken(long bytes) {
        assertThat(Position.parse(new Position(bytes).token())).isEqualTo(new Position(bytes));
    }

    @Test
    void isReachedByItselfAndAllBehindIt() {
        assertThat(new Position(5).isReachedBy(new Position(5))).isTrue();
        assertThat(new Position(5).isReachedBy(new Position(6))).isTrue();
        assertThat(new Position(6).isReachedBy(new Position(5))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "w", "0/3A2F4B8", "x3a2f4b8", "w3A", "w-1", "w00000000000000000", "w1, w2", "w1 "})
    void isNothingElse(String token) {
        assertThatThrownBy(() -> Position.parse(token)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(problem.violations()).isNotEmpty();
        });
    }
}
