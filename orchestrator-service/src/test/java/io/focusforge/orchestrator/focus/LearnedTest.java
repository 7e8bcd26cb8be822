package io.focusforge.orchestrator.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearnedTest {
    @Test
    void learnsNothingFromTwo() {
        assertThat(Learned.from("writing", observations(2, 2))).isEmpty();
    }

    @Test
    void isCarefulWithFewAndSureWithMany() {
        assertThat(Learned.from("writing", observations(5, 4)).orElseThrow().factor())
                .isEqualTo(2.0, within(0.01));
        assertThat(Learned.from("writing", observations(95, 4)).orElseThrow().factor())
                .isEqualTo(3.0);
        assertThat(Learned.from("writing", observations(45, 2)).orElseThrow())
                .isEqualTo(new Learned("writing", 45, 45, 2.0, 1.87));
        assertThat(Learned.from("writing", observations(45, 1)).orElseThrow().factor())
                .isEqualTo(1.0);
    }

    @Test
    void isNotMovedByOneThatWentWrong() {
        var mixed = List.of(of(60), of(60), of(60), of(60), of(60 * 50));
        assertThat(Learned.from("writing", mixed).orElseThrow().factor()).isEqualTo(1.0);
    }

    private static List<Observation> observations(int count, int times) {
        return IntStream.range(0, count).mapToObj(i -> of(60 * times)).toList();
    }

    private static Observation of(int minutes) {
        return new Observation(60, minutes * 60L, 1);
    }
}
