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
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
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

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "focusforge.postgres.migration-username")
    String username;

    @ConfigProperty(name = "focusforge.postgres.migration-password")
    String password;

    @ParameterizedTest
    @ValueSource(ints = {1_000, 5_000, 20_000})
    void search(int size) throws SQLException {
        var owner = new Owner(UUID.randomUUID(), UUID.randomUUID());
        for (var i = 0; i < size; i += BATCH) {
            var some = IntStream.range(0, BATCH).mapToObj(j -> memory(owner)).toList();
            memories.storeSettled(some);
            index.put(some);
        }
        var backends = vacuum();
        var found = new ArrayList<List<UUID>>();
        print(size, "choose and fetch candidates (Postgres)", backends, round -> {
            var text = text(8);
            var meaning = new Embedding(WordVectors.bytes(text));
            var from = System.nanoTime();
            var answer = candidates.find(new Query(
                    owner,
                    text,
                    Optional.of(meaning),
                    10,
                    List.of(MemoryType.values()),
                    Optional.empty(),
                    Optional.empty(),
                    new Weights(0.65, 0.35, 0.15, 0.1),
                    Instant.now()));
            var taken = System.nanoTime() - from;
            found.add(answer.stream().limit(10).map(Candidate::id).toList());
            return taken;
        });
        print(size, "fetch 10 memories (MongoDB protocol)", List.of(), round -> {
            var from = System.nanoTime();
            var answer = store.findAll(owner, found.get(round), Instant.now());
            return answer.isEmpty() ? 0 : System.nanoTime() - from;
        });
    }

    private static void print(int size, String what, List<Long> backends, IntFunction<Long> measure) {
        var warmUp = IntStream.range(0, ROUNDS / 3).mapToLong(measure::apply).sum();
        var cpu = warmUp > 0 ? cpu(backends) : 0;
        var nanos =
                IntStream.range(0, ROUNDS).mapToLong(measure::apply).sorted().toArray();
        System.out.printf(
                "%,d memories, %s: p10 %.2f ms, median %.2f ms, CPU of the server %.2f ms%n",
                size, what, nanos[ROUNDS / 10] / 1e6, nanos[ROUNDS / 2] / 1e6, (cpu(backends) - cpu) / 1e6 / ROUNDS);
    }

    // As autovacuum does it after a minute. Returns the processes that serve this database.
    private List<Long> vacuum() throws SQLException {
        try (var connection = DriverManager.getConnection(url, username, password);
                var statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE memory_index, word_postings, word_totals");
            var backends = new ArrayList<Long>();
            try (var rows =
                    statement.executeQuery("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")) {
                while (rows.next()) {
                    backends.add(rows.getLong(1));
                }
            }
            return backends;
        }
    }

    private static long cpu(List<Long> processes) {
        return processes.stream().mapToLong(SearchCostMeasurement::cpu).sum();
    }

    private static long cpu(long process) {
        try {
            return Long.parseLong(
                    Files.readString(Path.of("/proc/" + process + "/schedstat")).split(" ")[0]);
        } catch (IOException e) {
            return 0;
        }
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
