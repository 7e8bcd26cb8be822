package io.focusforge.memory.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.memory.chunks.Hit;
import io.focusforge.memory.chunks.Reranker;
import io.focusforge.memory.testing.FakeReranker;
import io.focusforge.memory.testing.MovableClock;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of a model's answers, and of none. */
class HttpRerankerTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final FakeReranker MODEL = new FakeReranker();
    private static final String GOOD = "{\"results\": [{\"index\": 2, \"relevance_score\": 0.9}]}";

    private final MovableClock clock = new MovableClock();
    private final List<Hit> hits =
            Stream.of("a", "b", "c").map(HttpRerankerTest::hit).toList();
    private Reranker reranker;

    @BeforeAll
    static void start() {
        MODEL.start();
    }

    @AfterAll
    static void stop() {
        MODEL.stop();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void make() {
        var config = new Settings(URI.create(MODEL.url()));
        reranker = new HttpReranker(new RerankClient(VERTX, config, URI.create(MODEL.url())), config, clock);
    }

    @AfterEach
    void forget() {
        MODEL.answer(FakeReranker.NOTHING);
    }

    @Test
    void ordersByTheScoreOfTheModelWhateverTheOrderOfItsAnswer() {
        MODEL.answer("""
                {"results": [{"index": 0, "relevance_score": -1}, {"index": 2, "relevance_score": 0.5}, {"index": 1, "relevance_score": 3}]}""");
        assertThat(order()).containsExactly("b", "c", "a");
    }

    @Test
    void letsThoseThatTheModelDoesNotMentionFollow() {
        MODEL.answer(GOOD);
        assertThat(order()).containsExactly("c", "a", "b");
        assertThat(MODEL.request()).isEqualTo("""
                {"model":"small","query":"q","documents":["a","b","c"]}""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"503", "no json", "{}", "{\"results\": [{\"index\": 3}]}", "{\"results\": [{\"index\": -1}]}"})
    void failsWhenTheModelAnswersNonsense(String answer) {
        MODEL.answer(answer);
        assertThatThrownBy(this::order).isInstanceOf(RuntimeException.class);
    }

    @Test
    void doesNotWaitForAModelThatDoesNotAnswerAndLeavesItAloneForAWhile() {
        MODEL.answer("hang");
        assertThatThrownBy(this::order).isInstanceOf(RuntimeException.class);
        MODEL.answer(GOOD);
        assertThatThrownBy(this::order).hasMessageContaining("left alone");
        assertThat(MODEL.request()).isEmpty();
        clock.moveBy(Duration.ofHours(2));
        assertThat(order()).containsExactly("c", "a", "b");
    }

    @Test
    void doesNotAskAboutASingleHit() {
        assertThat(reranker.rerank(null, "q", hits.subList(0, 1))).hasSize(1);
        assertThat(MODEL.request()).isEmpty();
    }

    private List<String> order() {
        return reranker.rerank(null, "q", hits).stream().map(Hit::text).toList();
    }

    private static Hit hit(String text) {
        return new Hit(null, UUID.randomUUID(), null, null, null, text, 0.5, null);
    }

    private record Settings(URI place) implements RerankConfig {
        @Override
        public Optional<URI> url() {
            return Optional.of(place);
        }

        @Override
        public Optional<String> model() {
            return Optional.of("small");
        }

        @Override
        public Optional<String> apiKey() {
            return Optional.empty();
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofHours(1);
        }

        @Override
        public int connections() {
            return 4;
        }
    }
}
