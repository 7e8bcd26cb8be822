package io.focusforge.common.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final Vertx vertx = Vertx.vertx();
    private final Patience patience = new Patience(vertx, Duration.ofMillis(500), System::nanoTime);
    private final List<TimeoutException> late = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void failsWhatIsNotAnsweredAndTellsSo() {
        var first = ask();
        ended(first);
        var second = ask();
        ended(second);
        assertThat(second.future().cause()).isInstanceOf(TimeoutException.class);
        await().untilAsserted(() -> assertThat(late).hasSize(2));
    }

    @Test
    void leavesAloneWhatWasAnsweredBeforeAnotherWasLate() {
        var answered = ask();
        answered.complete("answer");
        var unanswered = ask();
        ended(unanswered);
        assertThat(answered.future().result()).isEqualTo("answer");
        await().untilAsserted(() -> assertThat(late).hasSize(1));
    }

    @Test
    void doesNotCountAPauseOfItsOwn() {
        var time = new AtomicLong();
        var looks = new AtomicInteger();
        var patience = new Patience(vertx, Duration.ofMillis(80), () -> {
            looks.incrementAndGet();
            return time.get();
        });
        Promise<String> asked = Promise.promise();
        patience.with(asked, late::add);
        for (var pause = 1; pause <= 3; pause++) {
            time.addAndGet(Duration.ofHours(1).toNanos());
            var before = looks.get();
            await().until(() -> looks.get() > before + 1);
            assertThat(asked.future().isComplete()).isFalse();
        }
        time.addAndGet(Duration.ofHours(1).toNanos());
        ended(asked);
    }

    private static void ended(Promise<String> answer) {
        assertThat(answer.future().toCompletionStage()).failsWithin(Duration.ofSeconds(30));
    }

    private Promise<String> ask() {
        Promise<String> answer = Promise.promise();
        patience.with(answer, late::add);
        return answer;
    }
}
