package io.focusforge.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityTest {
    @TempDir
    Path directory;

    private Cranfield collection;

    @BeforeEach
    void read() throws IOException {
        Files.writeString(directory.resolve("cran.all.1400"), """
                .I 1
                .T
                swept wings
                .A
                somebody
                .B
                .W
                swept wings
                and their lift .
                .I 2
                .T
                .W
                .I 3
                .W
                heat transfer of a blunt body .
                """);
        Files.writeString(directory.resolve("cran.qry"), ".I 001\n.W\nlift of a\nwing\n.I 007\n.W\nheat .\n");
        Files.writeString(directory.resolve("qrels.trec"), "1 0 1 4\n1 0 3 1\n2 0 3 2\n");
        collection = Cranfield.read(directory);
    }

    @Test
    void readsTheCollectionAsItIsPassedOn() {
        assertThat(collection.documents())
                .isEqualTo(Map.of(1, "swept wings and their lift .", 3, "heat transfer of a blunt body ."));
        assertThat(collection.questions()).containsExactly("lift of a wing", "heat .");
        assertThat(collection.grades()).isEqualTo(Map.of(1, Map.of(1, 4, 3, 1), 2, Map.of(3, 2)));
    }

    @Test
    void gainsMoreByWhatComesFirst() {
        var log3 = Math.log(3) / Math.log(2);
        assertThat(Ndcg.of(collection, List.of(List.of(1, 3), List.of(3))).perQuestion())
                .containsExactly(1.0, 1.0);
        var worse = Ndcg.of(collection, List.of(List.of(3, 1), List.of(1)));
        assertThat(worse.perQuestion().getFirst()).isCloseTo((1 + 4 / log3) / (4 + 1 / log3), within(1e-9));
        assertThat(worse.perQuestion().getLast()).isZero();
        assertThat(worse.interval()).isSorted().contains(worse.mean());
    }

    @Test
    void asksLuceneForWordsInAllTheirForms() throws IOException {
        assertThat(Lucene.answers(collection)).containsExactly(List.of(1), List.of(3));
    }
}
