package io.focusforge.bench.memory;

import io.vertx.core.json.JsonObject;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of the memories that were imported have come out again; others are let pass. */
final class ExportedNumbers {
    private static final Pattern TEXT = Pattern.compile("Note (\\d+) of what a customer said on day \\d+\\.");
    private static final int DAYS = 365;

    private final int expected;
    private final BitSet seen = new BitSet();
    private int twice;
    private int lines;
    private long told = -1;

    ExportedNumbers(int expected) {
        this.expected = expected;
    }

    static String text(int number) {
        return "Note %d of what a customer said on day %d.".formatted(number, number % DAYS);
    }

    /** A line of the export; the last one has the count of the others. */
    void read(String line) {
        var memory = new JsonObject(line);
        if (memory.containsKey("count")) {
            told = memory.getLong("count");
            return;
        }
        lines++;
        var text = TEXT.matcher(memory.getString("text", ""));
        if (text.matches()) {
            see(text);
        }
    }

    /** How many memories so far. */
    int read() {
        return lines;
    }

    /** @throws IllegalStateException when one is missing or was there twice, or the stream was cut */
    void requireComplete() {
        if (seen.cardinality() != expected || twice > 0 || told != lines) {
            throw new IllegalStateException("%,d of %,d memories came out, %,d of them twice; %,d lines, told of %,d"
                    .formatted(seen.cardinality(), expected, twice, lines, told));
        }
    }

    private void see(Matcher text) {
        var number = Integer.parseInt(text.group(1));
        if (seen.get(number)) {
            twice++;
        }
        seen.set(number);
    }
}
