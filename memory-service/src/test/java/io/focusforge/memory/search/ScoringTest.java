package io.focusforge.memory.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.focusforge.memory.memories.Access;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScoringTest {
    private static final Instant NOW = Instant.parse("2026-11-05T12:00:00Z");
    private static final Scoring SCORING = new Scoring(new Weights(0.7, 0.3, 0.2, 0.1), Duration.ofDays(30));

    @Test
    void isOneForWhatMatchesInEveryWay() {
        assertThat(score(1, 1, 1, 0)).isCloseTo(1, within(1e-9));
    }

    @Test
    void isZeroForWhatIsIrrelevantHoweverNew() {
        assertThat(score(-0.3, 0, 1, 0)).isZero();
    }

    @Test
    void weighsMeaningAndWords() {
        assertThat(score(0.5, 0, 1, 0)).isCloseTo(0.35, within(1e-9));
        assertThat(score(0, 0.5, 1, 0)).isCloseTo(0.15, within(1e-9));
    }

    @Test
    void losesHalfOfWhatAgeTakesAfterAHalfLife() {
        assertThat(score(1, 1, 1, 30)).isCloseTo(0.9, within(1e-9));
    }

    @Test
    void losesWithLittleImportance() {
        assertThat(score(1, 1, 0, 0)).isCloseTo(0.9, within(1e-9));
    }

    @Test
    void goesByWordsAloneWithoutMeaning() {
        assertThat(SCORING.score(candidate(OptionalDouble.empty(), 0.5, 1, 0, Access.NEVER), NOW)
                        .score())
                .isCloseTo(0.5, within(1e-9));
    }

    @Test
    void takesAMemoryOfTheFutureForNew() {
        assertThat(score(1, 1, 1, -1)).isCloseTo(1, within(1e-9));
    }

    @Test
    void isRaisedByUse() {
        var used = candidate(OptionalDouble.of(1), 1, 1, 365, new Access(NOW, 15));
        assertThat(SCORING.score(used, NOW).score()).isCloseTo(1.2, within(1e-9));
    }

    @Test
    void isNeitherForgottenByTimeNorRaisedWithoutEnd() {
        var all = new Scoring(new Weights(0.7, 0.3, 1.0, 0.0), Duration.ofDays(30));
        var forgotten = candidate(OptionalDouble.of(1), 1, 1, 10_000, Access.NEVER);
        var favourite = candidate(OptionalDouble.of(1), 1, 1, 0, new Access(NOW, 1_000_000));
        assertThat(all.score(forgotten, NOW).time()).isEqualTo(0.3);
        assertThat(all.score(favourite, NOW).time()).isEqualTo(1.5);
    }

    @Test
    void refusesToGoByNothing() {
        assertThatThrownBy(() -> new Scoring(new Weights(0.0, 0.0, 0.2, 0.1), Duration.ofDays(30)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double score(double similarity, double words, double importance, long daysOld) {
        return SCORING.score(candidate(OptionalDouble.of(similarity), words, importance, daysOld, Access.NEVER), NOW)
                .score();
    }

    private static Candidate candidate(
            OptionalDouble similarity, double words, double importance, long daysOld, Access access) {
        var created = NOW.minus(Duration.ofDays(daysOld));
        return new Candidate(UUID.randomUUID(), Optional.empty(), similarity, words, importance, created, access);
    }
}
