package io.focusforge.memory.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScoringTest {
    private static final Instant NOW = Instant.parse("2026-11-05T12:00:00Z");
    private static final Scoring SCORING = new Scoring(0.7, 0.3, 0.2, 0.1, Duration.ofDays(30));

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
        var candidate = new Candidate(UUID.randomUUID(), OptionalDouble.empty(), 0.5, 1, NOW);
        assertThat(SCORING.score(candidate, NOW)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void takesAMemoryOfTheFutureForNew() {
        assertThat(score(1, 1, 1, -1)).isCloseTo(1, within(1e-9));
    }

    @Test
    void refusesToGoByNothing() {
        assertThatThrownBy(() -> new Scoring(0, 0, 0.2, 0.1, Duration.ofDays(30)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double score(double similarity, double words, double importance, long daysOld) {
        var created = NOW.minus(Duration.ofDays(daysOld));
        return SCORING.score(
                new Candidate(UUID.randomUUID(), OptionalDouble.of(similarity), words, importance, created), NOW);
    }
}
