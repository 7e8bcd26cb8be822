package io.focusforge.ai.limit;

import java.nio.charset.StandardCharsets;

/** Some of the text of a body: of a short one all, of a longer one the first text of each quarter. */
final class TextSample {
    static final int MOST = 1024;
    private static final int QUARTERS = 4;

    private final byte[] body;
    private final byte[] bytes = new byte[MOST];
    private final int ofAQuarter;
    private int length;
    private int quarter = -1;
    private int taken;

    TextSample(byte[] body) {
        this.body = body;
        this.ofAQuarter = body.length <= MOST ? MOST : MOST / QUARTERS;
    }

    /** Takes what it needs of a text that stands in the body. */
    void offer(int from, int to) {
        var next = from;
        while (next < to && length < MOST) {
            enter((int) ((long) next * QUARTERS / body.length));
            var end = Math.min(Math.min(to, quarterEnd()), next + ofAQuarter - taken);
            System.arraycopy(body, next, bytes, length, end - next);
            length += end - next;
            taken += end - next;
            next = taken == ofAQuarter ? Math.max(end, quarterEnd()) : end;
        }
    }

    int length() {
        return length;
    }

    String text() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private void enter(int here) {
        if (here != quarter) {
            quarter = here;
            taken = 0;
        }
    }

    private int quarterEnd() {
        return (int) Math.ceilDiv((long) (quarter + 1) * body.length, QUARTERS);
    }
}
