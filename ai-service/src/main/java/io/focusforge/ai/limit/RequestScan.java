package io.focusforge.ai.limit;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Reads a request in one pass over its bytes, without a tree and without copying more than a sample: how much text it holds, and
 * how long its answer may become. Of the outermost fields only those that are part of the prompt count as text.
 */
final class RequestScan {
    static final int MOST_SAMPLED = 1024;
    private static final int WINDOWS = 4;
    private static final int MOST_DIGITS = 9;
    private static final byte[] IMAGE = "data:".getBytes(StandardCharsets.US_ASCII);
    private static final Set<String> PROMPTS = Set.of("prompt", "input", "instructions", "suffix");

    private final byte[] body;
    private final byte[] sample = new byte[MOST_SAMPLED];
    private int sampled;
    private int window = -1;
    private int inWindow;
    private int at;
    private int depth;
    private String field = "";
    private long textBytes;
    private long images;
    private long messages;
    private long answers;
    private long maxTokens;

    RequestScan(byte[] body) {
        this.body = body;
    }

    void run() {
        while (at < body.length) {
            switch (body[at]) {
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case '"' -> string();
                default -> {
                    if (depth == 1 && isDigit(body[at])) {
                        number();
                    }
                }
            }
            at++;
        }
    }

    String sample() {
        return new String(sample, 0, sampled, StandardCharsets.UTF_8);
    }

    int sampledBytes() {
        return sampled;
    }

    long textBytes() {
        return textBytes;
    }

    long images() {
        return images;
    }

    long messages() {
        return messages;
    }

    long answers() {
        return answers;
    }

    long maxTokens() {
        return maxTokens;
    }

    private void string() {
        var from = at + 1;
        var to = from;
        while (to < body.length && body[to] != '"') {
            to += body[to] == '\\' ? 2 : 1;
        }
        at = Math.min(to, body.length);
        if (isName(at + 1)) {
            name(from, at);
        } else if (depth > 1 || PROMPTS.contains(field)) {
            text(from, at);
        }
    }

    private void name(int from, int to) {
        if (depth == 1) {
            field = new String(body, from, to - from, StandardCharsets.UTF_8);
        } else if (to - from == 4 && body[from] == 'r' && body[from + 1] == 'o') {
            messages++;
        }
    }

    private void text(int from, int to) {
        if (startsWithImage(from, to)) {
            images++;
            return;
        }
        textBytes += to - from;
        sample(from, to);
    }

    /** The body is cut in four; of each the first bytes of text are taken. A short one is taken whole. */
    private void sample(int from, int to) {
        var most = body.length <= MOST_SAMPLED ? MOST_SAMPLED : MOST_SAMPLED / WINDOWS;
        var next = from;
        while (next < to && sampled < MOST_SAMPLED) {
            enter((int) ((long) next * WINDOWS / body.length));
            var end = Math.min(Math.min(to, windowEnd()), next + most - inWindow);
            System.arraycopy(body, next, sample, sampled, end - next);
            sampled += end - next;
            inWindow += end - next;
            next = inWindow == most ? Math.max(end, windowEnd()) : end;
        }
    }

    private void enter(int here) {
        if (here != window) {
            window = here;
            inWindow = 0;
        }
    }

    private int windowEnd() {
        return (int) Math.ceilDiv((long) (window + 1) * body.length, WINDOWS);
    }

    private void number() {
        var value = 0L;
        var digits = 0;
        while (at < body.length && isDigit(body[at]) && digits++ < MOST_DIGITS) {
            value = value * 10 + body[at++] - '0';
        }
        at--;
        switch (field) {
            case "max_tokens", "max_completion_tokens", "max_output_tokens" -> maxTokens = Math.max(maxTokens, value);
            case "n" -> answers = value;
            default -> {}
        }
    }

    private boolean startsWithImage(int from, int to) {
        if (to - from <= IMAGE.length) {
            return false;
        }
        for (var i = 0; i < IMAGE.length; i++) {
            if (body[from + i] != IMAGE[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean isName(int after) {
        var i = after;
        while (i < body.length && (body[i] == ' ' || body[i] == '\n' || body[i] == '\r' || body[i] == '\t')) {
            i++;
        }
        return i < body.length && body[i] == ':';
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }
}
