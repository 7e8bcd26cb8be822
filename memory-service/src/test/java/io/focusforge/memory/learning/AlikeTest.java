package io.focusforge.memory.learning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each with the similarity that MiniLM gives the pair, or more. */
class AlikeTest {
    private final Alike alike = new Alike(0.93);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I love hiking in the mountains | I really enjoy hiking in the mountains | 0.8",
                "I have a dog named Rex | I have a dog called Rex | 0.8",
                "The deploy script needs root access | Root access is needed by the deployment script | 0.95"
            })
    void takesForTheSame(String one, String other, double similarity) {
        assertThat(alike.sayTheSame(one, other, similarity)).isTrue();
        assertThat(alike.sayTheSame(one, other, 0.7)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I prefer tea over coffee | I prefer coffee over tea",
                "My son is taller than my daughter | My daughter is taller than my son",
                "I eat meat | I do not eat meat",
                "The meeting is in room 4 | The meeting is in room 5",
                "We meet in Rome | We meet in Oslo",
                "My favourite season is autumn | My favourite season is spring"
            })
    void takesForDifferentHoweverSimilar(String one, String other) {
        assertThat(alike.sayTheSame(one, other, 0.99)).isFalse();
    }
}
