package io.focusforge.worker.split;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.worker.extract.Page;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** What holds for the pieces of every text. */
final class Splitting {
    private Splitting() {}

    static SplitConfig settings(int maxTokens, int overlapTokens) {
        return SplitConfigTest.settings(Map.of(
                "focusforge.split.max-tokens", "" + maxTokens, "focusforge.split.overlap-tokens", "" + overlapTokens));
    }

    static List<Page> pages(int number, String text) {
        var pages = new ArrayList<Page>();
        for (var start = 0; start < text.length(); start += Page.LONGEST) {
            pages.add(new Page(number, start, text.substring(start, Math.min(text.length(), start + Page.LONGEST))));
        }
        return pages;
    }

    static void requireSound(List<Piece> pieces, String text, int maxTokens) {
        var covered = new BitSet(text.length());
        for (var i = 0; i < pieces.size(); i++) {
            var piece = pieces.get(i);
            assertThat(piece.ordinal()).isEqualTo(i);
            assertThat(piece.text()).isEqualTo(text.substring(piece.start(), piece.end()));
            assertThat(i == 0 ? -1 : pieces.get(i - 1).start()).isLessThan(piece.start());
            var embedded = piece.heading() + "\n" + piece.text();
            assertThat(Tokenizer.count(embedded)).as(embedded).isLessThanOrEqualTo(maxTokens - 2);
            assertThat(embedded.length()).isLessThanOrEqualTo(1_500);
            covered.set(piece.start(), piece.end());
        }
        for (var i = covered.nextClearBit(0); i < text.length(); i = covered.nextClearBit(i + 1)) {
            assertThat(Character.isLetterOrDigit(text.codePointAt(i)))
                    .as("lost at " + i)
                    .isFalse();
        }
    }
}
