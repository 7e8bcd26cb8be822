package io.focusforge.memory.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.memory.embedding.Embedding;
import io.focusforge.memory.memories.Access;
import io.focusforge.memory.testing.WordVectors;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DiversityTest {
    private final Ranked best = ranked("the board meets on friday", 0.9);
    private final Ranked again = ranked("the board meets on friday", 0.88);
    private final Ranked other = ranked("lunch is vegetarian today", 0.6);
    private final Ranked unknown = new Ranked(candidate(Optional.empty()), explanation(0.5));

    @Test
    void leavesTheOrderWhenNothingIsAskedOfIt() {
        assertThat(new Diversity(0).order(List.of(best, again, other), 2)).containsExactly(best, again, other);
    }

    @Test
    void prefersWhatIsNewOverWhatRepeats() {
        assertThat(new Diversity(0.5).order(List.of(best, again, other, unknown), 3))
                .containsExactly(best, other, unknown, again);
    }

    @Test
    void keepsTheOrderOfWhatIsNotAskedFor() {
        assertThat(new Diversity(0.5).order(List.of(best, again, other, unknown), 1))
                .containsExactly(best, again, other, unknown);
    }

    private static Ranked ranked(String text, double score) {
        return new Ranked(candidate(Optional.of(new Embedding(WordVectors.bytes(text)))), explanation(score));
    }

    private static Candidate candidate(Optional<Embedding> embedding) {
        return new Candidate(UUID.randomUUID(), embedding, OptionalDouble.empty(), 0, 1, Instant.EPOCH, Access.NEVER);
    }

    private static Explanation explanation(double score) {
        return new Explanation(null, 0, score, 1, 0, 1, 1, score);
    }
}
