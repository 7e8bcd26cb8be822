package io.focusforge.ai.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final int HEADER = 64;
    private static final int MEGABYTE = 1024 * 1024;

    @TempDir
    Path directory;

    @Test
    void givesInOrderWhatWasAppended() {
        try (var journal = journal(1024)) {
            append(journal, "one", "two", "three");
            assertThat(batch(journal, 2)).containsExactly("one", "two");
            journal.release();
            assertThat(batch(journal, 2)).containsExactly("three");
            journal.release();
            assertThat(batch(journal, 2)).isEmpty();
        }
    }

    @Test
    void aBatchStaysTheSameUntilItIsReleased() {
        try (var journal = journal(1024)) {
            append(journal, "one");
            assertThat(batch(journal, 9)).containsExactly("one");
            append(journal, "two");
            assertThat(batch(journal, 9)).containsExactly("one");
        }
    }

    @Test
    void whatIsLeftIsFoundAgainInTheSameBatches() {
        var journal = journal(1024);
        append(journal, "stored", "one", "two");
        batch(journal, 1);
        journal.release();
        batch(journal, 1);
        append(journal, "three");
        journal.close();
        try (var left = only()) {
            assertThat(batch(left, 9)).containsExactly("one");
            left.release();
            assertThat(batch(left, 9)).containsExactly("two", "three");
        }
    }

    @Test
    void goesRoundForEver() {
        try (var journal = journal(256)) {
            for (var i = 0; i < 1_000; i++) {
                var entry = "x".repeat(1 + i % 100);
                append(journal, entry);
                assertThat(batch(journal, 9)).containsExactly(entry);
                journal.release();
            }
        }
    }

    @Test
    void usesTheSameMemoryAgainWhenAllIsReleased() {
        var journal = journal(2 * MEGABYTE);
        for (var i = 0; i < 10; i++) {
            append(journal, "x".repeat(MEGABYTE), "last " + i);
            assertThat(batch(journal, 9)).hasSize(2).endsWith("last " + i);
            journal.release();
            assertThat(journal.isEmpty()).isTrue();
        }
        append(journal, "first in the ring");
        assertThat(textAtTheBeginning()).contains("first in the ring");
        journal.close();
        try (var left = only()) {
            assertThat(batch(left, 9)).containsExactly("first in the ring");
        }
    }

    @Test
    void whatLiesAcrossTheTurnIsFoundAgain() {
        var journal = journal(256);
        append(journal, "x".repeat(100), "y".repeat(60));
        batch(journal, 1);
        journal.release();
        append(journal, "z".repeat(80));
        journal.close();
        try (var left = only()) {
            assertThat(batch(left, 9)).containsExactly("y".repeat(60), "z".repeat(80));
        }
    }

    @Test
    void isFullWithoutLosingWhatItHas() {
        try (var journal = journal(64)) {
            append(journal, "x".repeat(20), "y".repeat(20));
            assertThat(journal.append("no".getBytes(StandardCharsets.UTF_8))).isFalse();
            assertThat(batch(journal, 9)).hasSize(2);
            journal.release();
            append(journal, "again");
        }
    }

    @Test
    void halfOfARecordIsNoRecord() throws IOException {
        var journal = journal(1024);
        append(journal, "whole", "torn");
        journal.close();
        try (var file = FileChannel.open(files().getFirst(), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {0}), HEADER + 16 + 8 + 3);
        }
        try (var left = only()) {
            assertThat(batch(left, 9)).containsExactly("whole");
        }
    }

    @Test
    void nobodyAdoptsWhatAProcessHolds() {
        try (var journal = journal(64)) {
            append(journal, "mine");
            assertThat(JournalDirectory.of(directory).adopt()).isEmpty();
        }
    }

    @Test
    void leavesNothingBehindWhenAllIsReleased() throws IOException {
        journal(64).close();
        assertThat(files()).isEmpty();
    }

    private Journal journal(int capacity) {
        return JournalDirectory.of(directory).create(capacity);
    }

    private Journal only() {
        var left = JournalDirectory.of(directory).adopt();
        assertThat(left).hasSize(1);
        return left.getFirst();
    }

    private String textAtTheBeginning() {
        try (var in = Files.newInputStream(files().getFirst())) {
            return new String(in.readNBytes(2 * HEADER), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static void append(Journal journal, String... entries) {
        for (var entry : entries) {
            assertThat(journal.append(entry.getBytes(StandardCharsets.UTF_8))).isTrue();
        }
    }

    private static List<String> batch(Journal journal, int most) {
        var texts = new ArrayList<String>();
        journal.batch(most).forEach(entry -> texts.add(new String(entry, StandardCharsets.UTF_8)));
        return texts;
    }
}
