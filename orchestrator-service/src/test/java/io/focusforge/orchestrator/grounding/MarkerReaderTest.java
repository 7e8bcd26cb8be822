package io.focusforge.orchestrator.grounding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkerReaderTest {
    private static List<Piece> read(String... parts) {
        var reader = new MarkerReader();
        var pieces = new ArrayList<Piece>();
        for (var part : parts) {
            pieces.addAll(reader.read(part));
        }
        pieces.addAll(reader.end());
        return pieces;
    }

    private static Piece text(String text) {
        return new Piece.Text(text);
    }

    private static Piece marker(int source, String quote) {
        return new Piece.Marker(" ", source, quote);
    }

    @Test
    void findsMarkersWithTheirQuotesWhereverTheStreamIsCut() {
        var said = "Closed on Mondays [2: \"closed on \"all\" Mondays\"], sure [1].";
        var expected = List.of(
                text("Closed on Mondays"),
                marker(2, "closed on \"all\" Mondays"),
                text(", sure"),
                marker(1, null),
                text("."));
        assertThat(read(said)).isEqualTo(expected);
        for (var cut = 1; cut < said.length(); cut++) {
            var joined = joined(read(said.substring(0, cut), said.substring(cut)));
            assertThat(joined).as("cut at %d", cut).isEqualTo(expected);
        }
    }

    private static List<Piece> joined(List<Piece> pieces) {
        var joined = new ArrayList<Piece>();
        for (var piece : pieces) {
            var before = joined.isEmpty() ? "" : textOf(joined.getLast());
            if (before.isEmpty() || textOf(piece).isEmpty()) {
                joined.add(piece);
            } else {
                joined.set(joined.size() - 1, text(before + textOf(piece)));
            }
        }
        return joined;
    }

    private static String textOf(Piece piece) {
        return switch (piece) {
            case Piece.Text said -> said.text();
            case Piece.Marker marker -> "";
        };
    }

    @Test
    void takesListsOfNumbersApart() {
        assertThat(read("So [1, 3]."))
                .containsExactly(text("So"), marker(1, null), new Piece.Marker("", 3, null), text("."));
    }

    @Test
    void leavesOtherBracketsAlone() {
        var pieces = read("See [the page](x), `list[0]` and [", "1 of 2 [", "end");
        assertThat(joined(pieces)).containsExactly(text("See [the page](x), `list[0]` and [1 of 2 [end"));
    }

    @Test
    void holdsNothingBackThatCannotBecomeAMarker() {
        var reader = new MarkerReader();
        assertThat(reader.read("One two")).containsExactly(text("One two"));
        assertThat(reader.read(" [2: \"")).isEmpty();
        assertThat(reader.read("x".repeat(MarkerReader.LONGEST_QUOTE + 10))).isNotEmpty();
    }
}
