package io.focusforge.memory.replica;

import io.focusforge.common.problem.ProblemException;
import java.util.regex.Pattern;

/**
 * A place in the primary's log: what was committed before it is seen by whoever has come as far. As a token it is of no meaning to
 * clients; its first letter tells this kind from those to come.
 *
 * @param bytes as {@code pg_lsn} counts
 */
record Position(long bytes) implements Comparable<Position> {
    static final String HEADER = "X-FocusForge-Consistency";
    private static final Pattern TOKEN = Pattern.compile("w[0-9a-f]{1,16}");
    private static final int HEXADECIMAL = 16;

    /** @throws ProblemException for what is no token of ours */
    static Position parse(String token) {
        if (!TOKEN.matcher(token).matches()) {
            throw ProblemException.invalid(
                    HEADER, "must be as an answer gave it; leave it out to read what any replica has");
        }
        return new Position(Long.parseUnsignedLong(token, 1, token.length(), HEXADECIMAL));
    }

    String token() {
        return "w" + Long.toHexString(bytes);
    }

    @Override
    public int compareTo(Position other) {
        return Long.compareUnsigned(bytes, other.bytes);
    }

    boolean isReachedBy(Position other) {
        return compareTo(other) <= 0;
    }
}
