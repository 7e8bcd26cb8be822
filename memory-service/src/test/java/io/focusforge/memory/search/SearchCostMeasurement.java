package io.focusforge.memory.search;

import io.focusforge.memory.embedding.Embedding;
import io.focusforge.memory.index.TestIndex;
import io.focusforge.memory.memories.Content;
import io.focusforge.memory.memories.Memory;
import io.focusforge.memory.memories.MemoryStore;
import io.focusforge.memory.memories.MemoryType;
import io.focusforge.memory.memories.Owner;
import io.focusforge.memory.memories.TestMemories;
import io.focusforge.memory.testing.OnRealServers;
import io.focusforge.memory.testing.WordVectors;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Prints what a search costs without its embedding. Not a test: run it by {@code -Dtest=SearchCostMeasurement}, with
 * {@code FOCUSFORGE_LOCAL_POSTGRES_HOME} for another PostgreSQL.
 */
@QuarkusTest
@OnRealServers
class SearchCostMeasurement {
    private static final int ROUNDS = 300;
    private static final int BATCH = 500;

    private final Random random = new Random(7);

    @Inject
    TestMemories memories;

    @Inject
    TestIndex index;

    @Inject
    CandidateStore candidates;

    @Inject
    MemoryStore store;

    @Inject
    Pool pool;

    @ParameterizedTest
    @ValueSource(ints = {1_000, 5_000, 20_000})
    void search(int size) {
        var owner = new Owner(UUID.randomUUID(), UUID.randomUUID());
        for (var i = 0; i < size; i += BATCH) {
            var some = IntStream.range(0, BATCH).mapToObj(j -> memory(owner)).toList();
            memories.storeSettled(some);
            index.put(some);
        }
        pool.query("ANALYZE memory_index").execute().await().atMost(Duration.ofSeconds(60));
        var found = new ArrayList<List<UUID>>();
        print(size, "choose and fetch candidates (Postgres)", round -> {
            var text = text(8);
            var meaning = new Embedding(WordVectors.bytes(text));
            var from = System.nanoTime();
            var answer = candidates.find(
                    owner, text, Optional.of(meaning), List.of(MemoryType.values()), Instant.now());
            var taken = System.nanoTime() - from;
            found.add(answer.stream().limit(10).map(Candidate::id).toList());
            return taken;
        });
        print(size, "fetch 10 memories (MongoDB protocol)", round -> {
            var from = System.nanoTime();
            store.findAll(owner, found.get(round), Instant.now());
            return System.nanoTime() - from;
        });
    }

    private static void print(int size, String what, IntFunction<Long> measure) {
        var nanos = IntStream.range(0, ROUNDS).mapToLong(measure::apply).toArray();
        var late = Arrays.copyOfRange(nanos, ROUNDS / 3, ROUNDS);
        Arrays.sort(late);
        System.out.printf(
                "%,d memories, %s: p10 %.2f ms, median %.2f ms%n",
                size, what, late[late.length / 10] / 1e6, late[late.length / 2] / 1e6);
    }

    private Memory memory(Owner owner) {
        var content = new Content(text(30), MemoryType.LONG_TERM, Map.of(), List.of(), 0.5);
        return new Memory(UUID.randomUUID(), owner, UUID.randomUUID(), content, Instant.now(), null, 1);
    }

    private String text(int words) {
        return random.doubles(words)
                .mapToObj(share -> "word" + (int) (share * share * 4000))
                .collect(Collectors.joining(" "));
    }
}
