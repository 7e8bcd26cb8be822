package io.focusforge.worker.split;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.ToIntFunction;

/** The headings above a place, outermost first. When they are too long the outermost are left out. */
final class HeadingPath {
    private static final String SEPARATOR = " > ";
    private static final int LONGEST = 300;

    private record Heading(int level, String title) {}

    private final Deque<Heading> headings = new ArrayDeque<>();
    private final ToIntFunction<String> tokens;
    private final int most;
    private String path = "";

    /** @param most tokens of the path */
    HeadingPath(ToIntFunction<String> tokens, int most) {
        this.tokens = tokens;
        this.most = most;
    }

    String path() {
        return path;
    }

    void enter(int level, String title) {
        while (!headings.isEmpty() && headings.peekLast().level() >= level) {
            headings.removeLast();
        }
        headings.addLast(new Heading(level, title));
        path = "";
        for (var inner = headings.descendingIterator(); inner.hasNext(); ) {
            var heading = inner.next().title();
            var longer = path.isEmpty() ? fitting(heading) : heading + SEPARATOR + path;
            if (!fits(longer)) {
                return;
            }
            path = longer;
        }
    }

    private String fitting(String title) {
        var cut = title.length() <= LONGEST ? title : title.substring(0, LONGEST);
        while (!fits(cut)) {
            var half = cut.length() / 2;
            var blank = cut.lastIndexOf(' ', cut.length() * 3 / 4);
            cut = cut.substring(0, blank > half ? blank : Character.isLowSurrogate(cut.charAt(half)) ? half - 1 : half);
        }
        return cut.strip();
    }

    private boolean fits(String text) {
        return text.length() <= LONGEST && tokens.applyAsInt(text) <= most;
    }
}
