package io.focusforge.worker.export;

import java.util.Comparator;

/** The id of an entry of a stream: milliseconds, and a number among those of the same millisecond. */
record Position(long millis, long number) implements Comparable<Position> {
    static final Position START = new Position(0, 0);
    private static final Comparator<Position> ORDER =
            Comparator.comparingLong(Position::millis).thenComparingLong(Position::number);

    static Position parse(String id) {
        var dash = id.indexOf('-');
        return new Position(Long.parseLong(id.substring(0, dash)), Long.parseLong(id.substring(dash + 1)));
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return millis + "-" + number;
    }
}
