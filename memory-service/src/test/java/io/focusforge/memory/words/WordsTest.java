package io.focusforge.memory.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.memory.index.TestIndex;
import io.focusforge.memory.memories.Content;
import io.focusforge.memory.memories.Memory;
import io.focusforge.memory.memories.MemoryType;
import io.focusforge.memory.memories.Owner;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class WordsTest {
    private final Owner owner = new Owner(UUID.randomUUID(), UUID.randomUUID());

    @Inject
    Words words;

    @Inject
    TestIndex index;

    @Inject
    TenantDatabase database;

    @Test
    void scoresAsBm25Does() {
        var twice = memory("The wing sheds vortices; winged vortices of a wing", 1);
        var once = memory("A wing", 1);
        var none = memory("Nothing to do with it at all", 1);
        index.put(List.of(twice, once, none));
        var scores = scores("wings and flutter");
        var average = (6 + 1 + 1) / 3.0;
        var wing = Math.log(1 + (3 - 2 + 0.5) / (2 + 0.5));
        var flutter = Math.log(1 + (3 + 0.5) / 0.5);
        assertThat(scores).containsOnlyKeys(twice.id(), once.id());
        assertThat(scores.get(twice.id())).isCloseTo(score(wing, flutter, 3, 6 / average), within(1e-5));
        assertThat(scores.get(once.id())).isCloseTo(score(wing, flutter, 1, 1 / average), within(1e-5));
    }

    @Test
    void leavesOutWordsThatNearlyAllTextsHave() {
        var common = IntStream.range(0, 60).mapToObj(i -> memory("A wing", 1)).toList();
        var rare = memory("A wing and a rudder", 1);
        index.put(Stream.concat(common.stream(), Stream.of(rare)).toList());
        var wing = Math.log(1 + 0.5 / (61 + 0.5));
        var rudder = Math.log(1 + (61 - 1 + 0.5) / (1 + 0.5));
        var expected = score(rudder, wing, 1, 2 / (62 / 61.0));
        assertThat(scores("wing and rudder")).hasSize(61);
        assertThat(scores(owner, "wing", "0.01")).hasSize(61);
        assertThat(scores(owner, "wing and rudder", "0.01"))
                .containsOnlyKeys(rare.id())
                .hasEntrySatisfying(rare.id(), score -> assertThat(score).isCloseTo(expected, within(1e-5)));
    }

    @Test
    void knowsNothingOfAnotherScope() {
        index.put(List.of(memory("A wing", 1)));
        var other = new Owner(owner.tenant(), UUID.randomUUID());
        assertThat(scores(other, "wing")).isEmpty();
        assertThat(scores(new Owner(UUID.randomUUID(), owner.user()), "wing")).isEmpty();
    }

    @Test
    void showsWordsToTheirTenantOnly() {
        index.put(List.of(memory("A wing", 1)));
        var stranger = new Owner(UUID.randomUUID(), UUID.randomUUID());
        for (var table : List.of("word_postings", "word_totals")) {
            var all = "SELECT scope FROM " + table;
            assertThat(rows(stranger, all, Tuple.tuple())).isEmpty();
            assertThat(rows(owner, all, Tuple.tuple())).hasSize(1);
        }
    }

    @Test
    void forgetsTheWordsOfAnOlderRevision() {
        var memory = memory("A wing", 1);
        index.put(List.of(memory));
        index.put(List.of(
                new Memory(memory.id(), owner, memory.seq(), content("A rudder"), memory.createdAt(), null, 2)));
        assertThat(scores("wing")).isEmpty();
        assertThat(scores("rudder")).containsOnlyKeys(memory.id());
        assertKeptRight();
    }

    @Test
    void leavesNothingOfAnEmptyScope() {
        var memory = memory("A wing", 1);
        index.put(List.of(memory));
        index.remove(List.of(memory));
        assertThat(rows(owner, "SELECT scope FROM word_totals", Tuple.tuple())).isEmpty();
        assertThat(rows(owner, "SELECT scope FROM word_postings", Tuple.tuple()))
                .isEmpty();
    }

    @Test
    void takesWordsThatAreLongerThanAnIndexEntry() {
        var memory = memory("x".repeat(2040) + " and", 1);
        index.put(List.of(memory));
        assertThat(scores("x".repeat(400))).containsOnlyKeys(memory.id());
    }

    @Test
    void keepsCountsRightWhileManyWrite() throws Exception {
        Callable<Void> writer = () -> {
            var random = new Random();
            var mine =
                    IntStream.range(0, 8).mapToObj(i -> memory(text(random), 1)).toList();
            for (var revision = 1; revision <= 3; revision++) {
                var now = revision;
                index.put(mine.stream()
                        .map(memory -> new Memory(
                                memory.id(), owner, memory.seq(), content(text(random)), Instant.now(), null, now))
                        .toList());
            }
            index.remove(mine.subList(0, 4));
            return null;
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(Collections.nCopies(8, writer))) {
                done.get();
            }
        }
        assertKeptRight();
        assertThat(one("SELECT sum(texts)::float8 AS n FROM word_totals WHERE tenant_id = $1 AND scope = $2"))
                .isEqualTo(32);
    }

    private void assertKeptRight() {
        var counted = "FROM memory_index, word_frequencies(words) WHERE tenant_id = $1 AND user_id = $2";
        var kept = "FROM word_postings WHERE tenant_id = $1 AND scope = $2";
        var totals = "FROM word_totals WHERE tenant_id = $1 AND scope = $2";
        assertThat(one("SELECT count(*)::float8 AS n " + kept))
                .isEqualTo(one("SELECT count(*)::float8 AS n " + counted));
        assertThat(one("SELECT sum(frequency::float8) AS n " + kept))
                .isEqualTo(one("SELECT sum(frequency::float8) AS n " + counted));
        assertThat(one("SELECT sum(length) AS n " + totals))
                .isEqualTo(one("SELECT sum(frequency::float8) AS n " + counted));
        assertThat(one("SELECT sum(texts)::float8 AS n " + totals))
                .isEqualTo(one("SELECT count(DISTINCT memory_id)::float8 AS n " + counted));
    }

    private static double score(double found, double missing, double frequency, double length) {
        var share = found * frequency / (frequency + 1.2 * (0.25 + 0.75 * length)) / (found + missing);
        return 1.2 * share / (share + 0.2);
    }

    private Map<UUID, Double> scores(String query) {
        return scores(owner, query);
    }

    private Map<UUID, Double> scores(Owner asking, String query) {
        return scores(asking, query, "0");
    }

    private Map<UUID, Double> scores(Owner asking, String query, String negligible) {
        var sql = "WITH " + words.scores("$1", "$2", "$3", negligible) + " SELECT text_id, score FROM word_score";
        return rows(asking, sql, Tuple.of(asking.tenant(), asking.user(), query)).stream()
                .collect(Collectors.toMap(row -> row.getUUID("text_id"), row -> row.getDouble("score")));
    }

    private double one(String sql) {
        return rows(owner, sql, Tuple.of(owner.tenant(), owner.user()))
                .getFirst()
                .getDouble("n");
    }

    private List<Row> rows(Owner asking, String sql, Tuple parameters) {
        return database.inTransaction(
                asking.tenant(),
                connection ->
                        connection
                                .preparedQuery(sql)
                                .execute(parameters)
                                .await()
                                .atMost(Duration.ofSeconds(30))
                                .stream()
                                .toList());
    }

    private static String text(Random random) {
        return IntStream.range(0, 6).mapToObj(i -> "word" + random.nextInt(9)).collect(Collectors.joining(" "));
    }

    private Memory memory(String text, int revision) {
        return new Memory(UUID.randomUUID(), owner, UUID.randomUUID(), content(text), Instant.now(), null, revision);
    }

    private static Content content(String text) {
        return new Content(text, MemoryType.LONG_TERM, Map.of(), List.of(), 0.5);
    }
}
