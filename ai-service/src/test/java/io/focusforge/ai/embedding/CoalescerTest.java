package io.focusforge.ai.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoalescerTest {
    private static final Duration WAIT = Duration.ofMillis(3);
    private final List<Runnable> timers = new ArrayList<>();
    private final List<String> runs = Collections.synchronizedList(new ArrayList<>());
    private final Coalescer<String, String, String> coalescer = new Coalescer<>(
            new Coalescer.Bounds(4, WAIT),
            new Doubling(),
            (wait, task) -> {
                assertThat(wait).isEqualTo(WAIT);
                timers.add(task);
            },
            Runnable::run);

    private final class Doubling implements Coalescer.Work<String, String, String> {
        @Override
        public io.vertx.core.Future<List<String>> run(String key, List<String> items) {
            runs.add(key + items);
            if (items.contains("bad")) {
                throw new IllegalArgumentException("bad");
            }
            if (items.contains("away")) {
                throw new IllegalStateException("away");
            }
            return io.vertx.core.Future.succeededFuture(
                    items.stream().map(item -> item + item).toList());
        }

        @Override
        public boolean isFaultOfOne(Throwable failure) {
            return failure instanceof IllegalArgumentException;
        }
    }

    @Test
    void joinsWhatComesWithinTheWait() {
        var a = coalescer.add("k", "a", 1);
        var b = coalescer.add("k", "b", 2);
        assertThat(runs).isEmpty();
        passTime();
        assertThat(runs).containsExactly("k[a, b]");
        assertThat(a.join()).isEqualTo("aa");
        assertThat(b.join()).isEqualTo("bb");
    }

    @Test
    void runsAtOnceWhenAGroupIsFull() {
        add("k", "a", 3);
        add("k", "b", 1);
        assertThat(runs).containsExactly("k[a, b]");
        passTime();
        assertThat(runs).hasSize(1);
    }

    @Test
    void neverHoldsMoreThanAGroup() {
        add("k", "a", 3);
        add("k", "b", 2);
        assertThat(runs).containsExactly("k[a]");
        add("k", "huge", 9);
        assertThat(runs).containsExactly("k[a]", "k[b]", "k[huge]");
    }

    @Test
    void keepsApartWhatIsNotAlike() {
        add("k", "a", 1);
        add("other", "b", 1);
        passTime();
        assertThat(runs).containsExactly("k[a]", "other[b]");
    }

    @Test
    void whatOneSpoiltIsDoneAgainForTheOthers() {
        var good = coalescer.add("k", "good", 1);
        var bad = coalescer.add("k", "bad", 1);
        passTime();
        assertThat(runs).containsExactly("k[good, bad]", "k[good]", "k[bad]");
        assertThat(good.join()).isEqualTo("goodgood");
        assertThatThrownBy(bad::join).hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatFailsForAllIsNotTriedAgain() {
        var one = coalescer.add("k", "one", 1);
        var other = coalescer.add("k", "away", 1);
        passTime();
        assertThat(runs).hasSize(1);
        assertThat(one).isCompletedExceptionally();
        assertThat(other).isCompletedExceptionally();
    }

    @Test
    void losesNothingWhenManyComeAtOnce() throws Exception {
        var clock = Executors.newScheduledThreadPool(1);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor();
                clock) {
            var busy = new Coalescer<>(
                    new Coalescer.Bounds(64, Duration.ofNanos(50_000)),
                    new Doubling(),
                    (wait, task) -> {
                        var unused = clock.schedule(task, wait.toNanos(), TimeUnit.NANOSECONDS);
                    },
                    callers);
            var results = Collections.synchronizedList(new ArrayList<CompletableFuture<String>>());
            var waits = new ArrayList<Future<?>>();
            IntStream.range(0, 2_000)
                    .forEach(i -> waits.add(callers.submit(() -> results.add(busy.add(
                            "k" + i % 3, "t" + i, ThreadLocalRandom.current().nextInt(1, 9))))));
            for (var wait : waits) {
                wait.get();
            }
            var seen = new HashSet<String>();
            for (var result : results) {
                seen.add(result.get(10, TimeUnit.SECONDS));
            }
            assertThat(seen).hasSize(2_000);
        }
    }

    private void add(String key, String item, int weight) {
        assertThat(coalescer.add(key, item, weight)).isNotNull();
    }

    private void passTime() {
        List.copyOf(timers).forEach(Runnable::run);
    }
}
