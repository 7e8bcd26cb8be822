package io.focusforge.orchestrator.saga;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.focusforge.orchestrator.run.RunFailure;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Sagas of three steps, which fail as a test says, and note whatever is called. */
public class TestSagas {
    static final String BOTH_WAYS = "test-both-ways";
    static final String ONE_WAY = "test-one-way";
    static final int ATTEMPTS = 3;
    private static final SagaStep.Tries TRIES =
            new SagaStep.Tries(Duration.ofSeconds(60), ATTEMPTS, Duration.ofMillis(1), Duration.ofMillis(5));
    private static final Map<UUID, Script> SCRIPTS = new ConcurrentHashMap<>();

    /** What is to happen in a saga, and what has. */
    static final class Script {
        final List<String> calls = new CopyOnWriteArrayList<>();
        final List<UUID> keys = new CopyOnWriteArrayList<>();
        private final Map<String, Integer> passing = new ConcurrentHashMap<>();
        private final Map<String, Boolean> forGood = new ConcurrentHashMap<>();
        private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();

        /** @param call a step's name, or that behind {@code back:} */
        Script failing(String call, int times) {
            passing.put(call, times);
            return this;
        }

        Script failingForGood(String call) {
            forGood.put(call, true);
            return this;
        }

        Script mended(String call) {
            forGood.remove(call);
            return this;
        }

        /** The first call waits. */
        CountDownLatch holding(String call) {
            var latch = new CountDownLatch(1);
            held.put(call, latch);
            return latch;
        }

        private JsonNode call(SagaWork work) throws InterruptedException {
            var call = (work.backwards() ? "back:" : "") + work.step();
            calls.add(call);
            keys.add(work.idempotencyKey());
            var latch = held.remove(call);
            if (latch != null) {
                latch.await();
            }
            if (forGood.containsKey(call)) {
                throw new RunFailure("refused", "It is refused.", false);
            }
            if (passing.merge(call, 0, Integer::sum) > 0) {
                passing.merge(call, -1, Integer::sum);
                throw new IllegalStateException("fails this time");
            }
            return TextNode.valueOf(work.results().keySet().stream().sorted().toList() + ">" + work.step());
        }
    }

    static Script script(UUID saga) {
        return SCRIPTS.computeIfAbsent(saga, id -> new Script());
    }

    @Produces
    @Singleton
    SagaKind bothWays() {
        return SagaKind.returning(BOTH_WAYS, Duration.ofHours(1), steps());
    }

    @Produces
    @Singleton
    SagaKind oneWay() {
        return SagaKind.oneWay(ONE_WAY, Duration.ofHours(1), steps());
    }

    private static List<SagaStep> steps() {
        SagaAction action = work -> script(work.saga().id()).call(work);
        return List.of(
                new SagaStep("a", TRIES, action, Optional.of(action)),
                new SagaStep("b", TRIES, action, Optional.empty()),
                new SagaStep("c", TRIES, action, Optional.of(action)));
    }
}
