package io.focusforge.worker.split;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** Puts units together into pieces as large as fits, cut where the text has its joints. */
final class Packer {
    /** Of a piece and its heading, in characters: the embedding model takes a longer text apart again. */
    static final int LONGEST = 1_500;

    /**
     * @param most tokens of a piece and its heading
     * @param overlap tokens that two pieces share
     */
    record Size(int most, int overlap) {}

    private final Window window;
    private final ToIntFunction<String> tokens;
    private final Size size;
    private final Consumer<Piece> pieces;
    private final List<Unit> units = new ArrayList<>();
    /** How many of the units at the beginning were in the piece before. */
    private int repeated;

    private int ordinal;
    private String heading = "";
    private int headingTokens;

    Packer(Window window, ToIntFunction<String> tokens, Size size, Consumer<Piece> pieces) {
        this.window = window;
        this.tokens = tokens;
        this.size = size;
        this.pieces = pieces;
    }

    void take(Unit unit) {
        if (unit.isHeading() && opensAnother(unit)) {
            finish();
        }
        units.add(unit);
        while (!fits(0, units.size())) {
            shift(cut(best()));
        }
    }

    void finish() {
        while (units.size() > repeated) {
            shift(cut(units.size()));
        }
    }

    /** What of the text is not needed any more: everything before this. */
    int needed(int otherwise) {
        return units.isEmpty() ? otherwise : units.getFirst().start();
    }

    private boolean opensAnother(Unit heading) {
        var content = units.stream()
                .filter(unit -> !unit.isHeading())
                .mapToInt(Unit::tokens)
                .sum();
        return content > 0 && (heading.level() == 1 || content >= size.most() / 4);
    }

    private boolean fits(int from, int to) {
        var first = units.get(from);
        var sum = tokensOf(first.heading());
        for (var i = from; i < to; i++) {
            sum += units.get(i).tokens();
        }
        return sum <= size.most()
                && units.get(to - 1).end() - first.start() + first.heading().length() < LONGEST;
    }

    private int tokensOf(String path) {
        if (!path.equals(heading)) {
            heading = path;
            headingTokens = tokens.applyAsInt(path);
        }
        return headingTokens;
    }

    /** The best place to cut, given that all but the last unit fit. */
    private int best() {
        var last = units.size() - 1;
        if (last <= repeated) {
            return Math.max(1, last);
        }
        var best = last;
        var filled = 0;
        for (var i = 0; i <= last; i++) {
            var before = units.get(i).before();
            if (i > repeated
                    && filled >= before.least(size.most())
                    && before.compareTo(units.get(best).before()) >= 0) {
                best = i;
            }
            filled += units.get(i).tokens();
        }
        return best;
    }

    /** @return how many units the piece has: sometimes fewer than it should have, as words count more when they are put together again */
    private int cut(int count) {
        var first = units.getFirst();
        for (var taken = count; taken > 0; taken--) {
            var text = window.text(first.start(), units.get(taken - 1).end());
            if (taken == 1 || tokens.applyAsInt(first.heading() + "\n" + text) <= size.most()) {
                emit(first, text);
                return taken;
            }
        }
        throw new IllegalStateException("a piece of nothing");
    }

    private void emit(Unit first, String text) {
        if (text.codePoints().anyMatch(Character::isLetterOrDigit)) {
            var end = first.start() + text.length();
            pieces.accept(new Piece(ordinal++, first.page(), first.start(), end, first.heading(), text));
        }
    }

    /** Begins the next piece, with the last sentences of this one, if it is the same section that goes on. */
    private void shift(int count) {
        var from = count < units.size() ? repeatFrom(count) : count;
        units.subList(0, from).clear();
        repeated = count - from;
    }

    private int repeatFrom(int count) {
        var from = count;
        var sum = 0;
        var goesOn = units.get(count).before() != Boundary.HEADING
                && units.get(count).before() != Boundary.WORD;
        for (var i = count - 1; goesOn && i > 0 && i >= repeated; i--) {
            var unit = units.get(i);
            sum += unit.tokens();
            goesOn = sum <= size.overlap() && !unit.isHeading() && fits(i, count + 1);
            from = goesOn && unit.before() != Boundary.WORD ? i : from;
        }
        return from;
    }
}
