package io.focusforge.worker.split;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.worker.extract.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SplitterTest {
    private static final Splitter SPLITTER = new Splitter(Splitting.settings(256, 40));

    private static List<Piece> split(String text) {
        return SPLITTER.split(Splitting.pages(0, text).stream(), true).toList();
    }

    private static String sentences(int count) {
        var text = new StringBuilder();
        for (var i = 1; i <= count; i++) {
            text.append("Sentence number ")
                    .append(i)
                    .append(" says that the lamp in room ")
                    .append(i)
                    .append(" is green. ");
        }
        return text.append('\n').toString();
    }

    @Test
    void keepsAShortTextWhole() {
        assertThat(split("A short text.\n\nIn two paragraphs.\n"))
                .containsExactly(new Piece(0, 0, 0, 33, "", "A short text.\n\nIn two paragraphs."));
    }

    @Test
    void saysTheHeadingsAboveAPiece() {
        var pieces = split("# Guide\n\nHello.\n\n## Setup ##\n\n" + sentences(12) + "\n### Ports\n\n" + sentences(12)
                + "\n## Use\n\n" + sentences(3));
        assertThat(pieces)
                .extracting(Piece::heading)
                .startsWith("Guide")
                .contains("Guide > Setup > Ports")
                .endsWith("Guide > Use");
        assertThat(pieces.getLast().text()).startsWith("## Use\n\nSentence number 1 ");
    }

    @Test
    void cutsBetweenSentencesAndRepeatsTheLastOfThePieceBefore() {
        var pieces = split(sentences(60));
        assertThat(pieces).hasSizeGreaterThan(2).allSatisfy(piece -> assertThat(piece.text())
                .startsWith("Sentence number")
                .endsWith("is green."));
        for (var i = 1; i < pieces.size(); i++) {
            assertThat(pieces.get(i).start()).isLessThan(pieces.get(i - 1).end());
        }
    }

    @Test
    void keepsTablesAndCodeWholeWhereTheyFit() {
        var table = "| port | what it is for |\n".repeat(12).strip();
        var code = "```\n" + "call(me, maybe);\n\n".repeat(12) + "```";
        var pieces = split(sentences(10) + "\n" + table + "\n\n" + sentences(8) + "\n" + code + "\n");
        assertThat(pieces).anyMatch(piece -> piece.text().contains(table)).anyMatch(piece -> piece.text()
                .contains(code));
    }

    @Test
    void cutsATableThatDoesNotFitBetweenItsRows() {
        var pieces = split("| a row with several words in it | and a number 42 |\n".repeat(100));
        assertThat(pieces).hasSizeGreaterThan(3).allSatisfy(piece -> assertThat(piece.text())
                .startsWith("| a row")
                .endsWith("42 |"));
    }

    @Test
    void cutsAWordOfAMegabyteToo() {
        var pieces = split("x".repeat(1 << 20));
        Splitting.requireSound(pieces, "x".repeat(1 << 20), 256);
        assertThat(pieces.stream().mapToInt(piece -> piece.text().length()).sum())
                .isEqualTo(1 << 20);
    }

    @Test
    void splitsLanguagesWithoutBlanks() {
        var chinese = "我们在这里讨论如何把一段很长的文字切成小块。每一块都要适合模型。".repeat(60);
        var pieces = split(chinese);
        assertThat(pieces).hasSizeGreaterThan(5).allSatisfy(piece -> assertThat(piece.text())
                .endsWith("。"));
        Splitting.requireSound(pieces, chinese, 256);
    }

    @Test
    void takesAHashForAHeadingOnlyWhereItIsOne() {
        var pages = Splitting.pages(0, "# a comment\nvalue = 1\n");
        assertThat(SPLITTER.split(pages.stream(), false))
                .extracting(Piece::heading)
                .containsExactly("");
    }

    @Test
    void knowsThePageOnWhichAPieceBegins() {
        var pages = new ArrayList<Page>();
        for (var number = 1; number <= 4; number++) {
            var start = pages.isEmpty() ? 0 : pages.getLast().end();
            pages.add(new Page(number, start, sentences(25) + "\n"));
        }
        var pieces = SPLITTER.split(pages.stream(), true).toList();
        assertThat(pieces).allSatisfy(piece -> {
            var page = pages.get(piece.page() - 1);
            assertThat(piece.start()).isBetween(page.start(), page.end() - 1);
        });
        assertThat(pieces).extracting(Piece::page).contains(1, 2, 3, 4);
    }

    @Test
    void readsNoFurtherThanItHasTo() {
        var read = new AtomicInteger();
        var text = sentences(200);
        var pages = IntStream.range(0, 1_000)
                .mapToObj(i -> new Page(i + 1, i * text.length(), text))
                .peek(page -> read.incrementAndGet());
        try (Stream<Piece> pieces = SPLITTER.split(pages, true)) {
            assertThat(pieces.limit(30).count()).isEqualTo(30);
        }
        assertThat(read.get()).isLessThan(5);
    }
}
