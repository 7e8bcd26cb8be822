package io.focusforge.memory.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.memory.embedding.Embedding;
import io.focusforge.memory.expiry.Sweeper;
import io.focusforge.memory.memories.Backlog;
import io.focusforge.memory.memories.Content;
import io.focusforge.memory.memories.Memory;
import io.focusforge.memory.memories.MemoryType;
import io.focusforge.memory.memories.Owner;
import io.focusforge.memory.memories.PendingChange;
import io.focusforge.memory.memories.TestMemories;
import io.focusforge.memory.testing.AiMode;
import io.focusforge.memory.testing.MovableClock;
import io.focusforge.memory.testing.WordVectors;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the indexer promises, on whatever Postgres a subclass chooses. */
abstract class IndexContract {
    private final Owner owner = new Owner(UUID.randomUUID(), UUID.randomUUID());

    @Inject
    TestMemories memories;

    @Inject
    IndexStore index;

    @Inject
    IndexBatch batch;

    @Inject
    Backlog backlog;

    @Inject
    TenantDatabase database;

    @Inject
    Sweeper sweeper;

    @Inject
    MovableClock clock;

    @ConfigProperty(name = "focusforge.services.ai.url")
    String ai;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void findsWhatACrashLeftBeforeTheEmbedding() {
        var memory = memory("Left behind by a crash");
        memories.storeWithoutAnnouncing(memory);
        awaitIndexed(memory);
        assertThat(row(memory).getBuffer("embedding").getBytes())
                .isEqualTo(WordVectors.bytes(memory.content().text()));
    }

    @Test
    void repeatsWhatACrashLeftBetweenTheRowAndItsMark() {
        var memory = memory("Indexed but not marked");
        index.upsert(List.of(new IndexRow(memory, Optional.empty())));
        memories.storeWithoutAnnouncing(memory);
        await().until(() -> memories.pending(owner, memory.id()).isEmpty());
        assertThat(rows(memory)).hasSize(1);
    }

    @Test
    void waitsForAModelThatIsDownAndLosesNothing() {
        try (var _ = AiMode.set(ai, "down")) {
            var first = memory("First while the model is down");
            var second = memory("Second while the model is down");
            memories.store(first);
            memories.storeWithoutAnnouncing(second);
            assertThat(batch.write(batch.prepare(List.of(new PendingChange.Remember(first))))
                            .mayGoOn())
                    .isFalse();
            assertThat(rows(first)).isEmpty();
            assertThat(memories.pending(owner, first.id())).containsExactly(1);
            AiMode.set(ai, "ok");
            awaitIndexed(first);
            awaitIndexed(second);
        }
    }

    @Test
    void indexesATextThatTheModelRefusesByItsWordsAndTheRestFully() {
        var good = memory("A good text");
        var bad = memory("A text with poison");
        var changes = List.of(change(bad), change(good));
        assertThat(batch.write(batch.prepare(changes))).isEqualTo(new IndexOutcome(2, 0, Optional.empty()));
        assertThat(row(good).getBuffer("embedding")).isNotNull();
        assertThat(row(bad).getBuffer("embedding")).isNull();
    }

    @Test
    void doesNotLetAnOwnerOverItsLimitHoldUpOthers() {
        var another = new Owner(owner.tenant(), UUID.randomUUID());
        var waits = new Memory(
                UUID.randomUUID(), another, UUID.randomUUID(), content("An overlimit text"), Instant.now(), null, 1);
        var good = memory("Behind one that waits");
        assertThat(batch.write(batch.prepare(List.of(change(waits), change(good)))))
                .isEqualTo(new IndexOutcome(1, 1, Optional.empty()));
        assertThat(rows(good)).hasSize(1);
        assertThat(rows(waits)).isEmpty();
    }

    @Test
    void worksOffABacklogOfManyBatches() {
        var all = IntStream.range(0, 150).mapToObj(i -> memory("Backlog " + i)).toList();
        all.forEach(memories::storeWithoutAnnouncing);
        await().until(() -> count() == 150);
        all.forEach(memory -> awaitIndexed(memory));
    }

    @Test
    void removesFromTheIndexWhatIsForgotten() {
        var memory = memory("Soon forgotten");
        memories.store(memory);
        awaitIndexed(memory);
        memories.forget(owner, memory.id());
        await().until(() ->
                rows(memory).isEmpty() && memories.pending(owner, memory.id()).isEmpty());
    }

    @Test
    void keepsTheDeletionPendingWhenTheMemoryIsIndexedLate() {
        var decoy = memory("Keeps the indexer busy");
        var memory = memory("Forgotten while it is indexed");
        try (var _ = AiMode.set(ai, "hang")) {
            memories.store(decoy);
            await().until(() -> AiMode.texts(ai).contains(decoy.content().text()));
            memories.storeWithoutAnnouncing(memory);
            memories.forgetWithoutAnnouncing(owner, memory.id());
            index.upsert(List.of(row(memory, "Forgotten while it is indexed")));
            backlog.settle(List.of(change(memory)));
            assertThat(memories.pending(owner, memory.id())).containsExactly(2);
        }
        await().until(() -> memories.pending(owner, memory.id()).isEmpty());
        assertThat(rows(memory)).isEmpty();
    }

    @Test
    void takesTheLatestOfSeveralChangesInABatch() {
        var memory = memory("Made and forgotten at once");
        var forget = new PendingChange.Forget(memory.id(), owner, 2);
        batch.write(batch.prepare(List.of(forget, change(memory), change(memory))));
        assertThat(rows(memory)).isEmpty();
    }

    @Test
    void refusesAnOlderRevision() {
        var memory = memory("First version");
        var newer = new Memory(memory.id(), owner, memory.seq(), content("Second"), memory.createdAt(), null, 2);
        index.upsert(List.of(row(newer, "Second")));
        index.upsert(List.of(row(memory, "First version")));
        index.remove(List.of(new PendingChange.Forget(memory.id(), owner, 1)));
        assertThat(row(memory).getInteger("revision")).isEqualTo(2);
        assertThat(row(memory).getString("words")).contains("second").doesNotContain("version");
    }

    @Test
    void purgesATombstoneAndWhatASlowReplicaBroughtBack() {
        var memory = memory("Comes back too late");
        memories.store(memory);
        awaitIndexed(memory);
        memories.forget(owner, memory.id());
        await().until(() -> memories.pending(owner, memory.id()).isEmpty());
        index.upsert(List.of(row(memory, "Comes back too late")));
        sweeper.sweep();
        assertThat(memories.exists(owner, memory.id())).isTrue();
        clock.moveBy(Duration.ofMinutes(11));
        awaitPurged(memory);
        assertThat(rows(memory)).isEmpty();
    }

    @Test
    void sweepsWhatHasExpiredAndItsContent() {
        var expiry = Instant.now().plusSeconds(60);
        var memory =
                new Memory(UUID.randomUUID(), owner, UUID.randomUUID(), content("Short"), Instant.now(), expiry, 1);
        var stays = memory("Stays");
        memories.store(memory);
        memories.store(stays);
        awaitIndexed(memory);
        clock.moveBy(Duration.ofMinutes(2));
        sweeper.sweep();
        await().until(() -> rows(memory).isEmpty());
        assertThat(memories.raw(owner, memory.id())).doesNotContainKeys("text", "metadata", "tags");
        clock.moveBy(Duration.ofMinutes(11));
        awaitPurged(memory);
        assertThat(memories.exists(owner, stays.id())).isTrue();
    }

    @Test
    void showsRowsToTheirTenantOnly() {
        var memory = memory("Under row-level security");
        index.upsert(List.of(row(memory, "Under row-level security")));
        assertThat(rows(owner.tenant(), memory)).hasSize(1);
        assertThat(rows(UUID.randomUUID(), memory)).isEmpty();
    }

    /** A tombstone stays until it was told. */
    private void awaitPurged(Memory memory) {
        await().untilAsserted(() -> {
            sweeper.sweep();
            assertThat(memories.exists(owner, memory.id())).isFalse();
        });
    }

    private void awaitIndexed(Memory memory) {
        await().atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .until(() -> rows(memory).size() == 1
                        && memories.pending(owner, memory.id()).isEmpty());
    }

    private int count() {
        return database.read(owner.tenant(), connection -> connection
                .query("SELECT count(*)::int AS n FROM memory_index")
                .execute()
                .await()
                .atMost(Duration.ofSeconds(30))
                .iterator()
                .next()
                .getInteger("n"));
    }

    private Row row(Memory memory) {
        return rows(memory).getFirst();
    }

    private List<Row> rows(Memory memory) {
        return rows(owner.tenant(), memory);
    }

    private List<Row> rows(UUID tenant, Memory memory) {
        return database.inTransaction(tenant, connection -> connection
                .preparedQuery(
                        "SELECT revision, words::text AS words, embedding FROM memory_index WHERE memory_id = $1")
                .execute(Tuple.of(memory.id()))
                .await()
                .atMost(Duration.ofSeconds(30))
                .stream()
                .toList());
    }

    private static IndexRow row(Memory memory, String text) {
        return new IndexRow(memory, Optional.of(new Embedding(WordVectors.bytes(text))));
    }

    private static PendingChange change(Memory memory) {
        return new PendingChange.Remember(memory);
    }

    private Memory memory(String text) {
        return new Memory(UUID.randomUUID(), owner, UUID.randomUUID(), content(text), Instant.now(), null, 1);
    }

    private static Content content(String text) {
        return new Content(text, MemoryType.LONG_TERM, Map.of(), List.of(), 0.5);
    }
}
