package io.focusforge.ai.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.ai.usage.Usage.Kind;
import io.focusforge.ai.usage.Usage.Subject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerJournalTest {
    private static final Instant NOW = Instant.parse("2026-11-05T17:00:00.123456Z");
    private static final int SIZE = 64 * 1024;

    private final UUID tenant = UUID.randomUUID();
    private final UUID user = UUID.randomUUID();
    private final List<Usage> stored = new ArrayList<>();

    @TempDir
    Path directory;

    @Test
    void everyFieldComesBack() {
        var journal = new LedgerJournal(directory, SIZE);
        var subject = new Subject(tenant, user, UUID.randomUUID(), "alpha", "größe", Kind.EMBEDDING);
        var priced = Usage.of(subject, new TokenUsage(11, 7, 3, true), 42L, "trace", NOW);
        var unpriced = Usage.of(subject, new TokenUsage(1, 0, false), null, "trace", NOW);
        journal.append(priced);
        journal.append(unpriced);
        journal.drain(stored::addAll);
        assertThat(stored).containsExactly(priced, unpriced);
    }

    @Test
    void freeCallsThatAreAlikeAreOneRow() {
        var journal = new LedgerJournal(directory, SIZE);
        journal.append(call("trace-1"));
        journal.append(call(null));
        journal.append(call(null));
        journal.append(call("trace-2"));
        journal.drain(stored::addAll);
        assertThat(stored).extracting(Usage::calls).containsExactly(1, 2, 1);
        assertThat(stored.get(1).tokens()).isEqualTo(new TokenUsage(6, 2, 4, false));
    }

    @Test
    void whatCouldNotBeStoredComesAgainAsItWas() {
        var journal = new LedgerJournal(directory, SIZE);
        journal.append(call(null));
        var first = new ArrayList<Usage>();
        assertThatThrownBy(() -> journal.drain(rows -> {
                    first.addAll(rows);
                    throw new IllegalStateException("the database is away");
                }))
                .isInstanceOf(IllegalStateException.class);
        journal.append(call(null));
        journal.drain(stored::addAll);
        assertThat(first).hasSize(1);
        assertThat(stored).first().isEqualTo(first.getFirst());
        journal.drain(stored::addAll);
        assertThat(stored.stream().mapToInt(Usage::calls).sum()).isEqualTo(2);
    }

    @Test
    void storesWhatAnEarlierProcessLeft() {
        var dead = new LedgerJournal(directory, SIZE);
        dead.append(call("left"));
        dead.close();
        var journal = new LedgerJournal(directory, SIZE);
        journal.append(call("own"));
        journal.drain(stored::addAll);
        assertThat(stored).extracting(Usage::requestId).containsExactlyInAnyOrder("left", "own");
        journal.close();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void holdsMoreThanABatch() {
        var journal = new LedgerJournal(directory, 1024 * 1024);
        for (var i = 0; i < 2_500; i++) {
            assertThat(journal.append(call("trace"))).isTrue();
        }
        journal.drain(stored::addAll);
        assertThat(stored).hasSize(2_500);
    }

    private Usage call(String request) {
        var subject = new Subject(tenant, user, Subject.NONE, "focusforge", "m", Kind.CHAT);
        return Usage.of(subject, new TokenUsage(3, 1, 2, false), 0L, request, NOW);
    }
}
