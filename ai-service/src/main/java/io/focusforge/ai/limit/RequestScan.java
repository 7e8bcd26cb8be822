package io.focusforge.ai.limit;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Reads a request in one pass over its bytes, without a tree and without copying more than a sample: how much text it holds, and
 * how long its answer may become. Of the outermost fields only those that are part of the prompt count as text.
 */
final class RequestScan {
    private static final int MOST_DIGITS = 9;
    private static final byte[] IMAGE = "data:".getBytes(StandardCharsets.US_ASCII);
    private static final Set<String> PROMPTS = Set.of("prompt", "input", "instructions", "suffix");

    private final byte[] body;
    private final TextSample sample;
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
        this.sample = new TextSample(body);
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

    TextSample sample() {
        return sample;
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
        sample.offer(from, to);
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
