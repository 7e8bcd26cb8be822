package io.focusforge.ai.cache;

import java.util.Arrays;

/**
 * Where each token of a JSON text stands, found in one pass over its bytes and without a tree. An object's tokens are followed by
 * those of its members, a key before its value; {@link #after} leads over a whole value. The text is known to be JSON: a parser has
 * been over it before.
 */
final class JsonTape {
    private static final int WIDTH = 3;
    private static final int MOST_TOKENS = 20_000;
    private static final int DEEPEST = 64;

    private final byte[] text;
    /** For each token: its first byte, the byte after its last, the token after it. */
    private int[] tokens = new int[64 * WIDTH];

    private int count;
    private final int[] open = new int[DEEPEST];
    private int depth;

    private JsonTape(byte[] text) {
        this.text = text;
    }

    /** @return null when there are more tokens, or deeper ones, than is worth while */
    static JsonTape of(byte[] text) {
        var tape = new JsonTape(text);
        return tape.scan() ? tape : null;
    }

    int from(int token) {
        return tokens[token * WIDTH];
    }

    int to(int token) {
        return tokens[token * WIDTH + 1];
    }

    int after(int token) {
        return tokens[token * WIDTH + 2];
    }

    byte first(int token) {
        return text[from(token)];
    }

    byte[] text() {
        return text;
    }

    boolean is(int token, byte[] expected) {
        return Arrays.equals(text, from(token), to(token), expected, 0, expected.length);
    }

    int compare(int one, int other) {
        return Arrays.compareUnsigned(text, from(one), to(one), text, from(other), to(other));
    }

    /** @return the token of the value of this member, or -1 */
    int member(int object, byte[] quotedName) {
        for (var key = object + 1; first(object) == '{' && key < after(object); key = after(key + 1)) {
            if (is(key, quotedName)) {
                return key + 1;
            }
        }
        return -1;
    }

    private boolean scan() {
        var at = 0;
        while (at >= 0 && at < text.length) {
            at = switch (text[at]) {
                case ' ', '\t', '\r', '\n', ',', ':' -> at + 1;
                case '{', '[' -> opened(at);
                case '}', ']' -> closed(at);
                case '"' -> plain(at, endOfString(at + 1));
                default -> plain(at, endOfScalar(at + 1));
            };
        }
        return at >= 0 && count > 0 && depth == 0;
    }

    private int opened(int at) {
        if (depth == DEEPEST) {
            return -1;
        }
        open[depth++] = count;
        return add(at, at) ? at + 1 : -1;
    }

    private int closed(int at) {
        if (depth == 0) {
            return -1;
        }
        var token = open[--depth] * WIDTH;
        tokens[token + 1] = at + 1;
        tokens[token + 2] = count;
        return at + 1;
    }

    private int plain(int from, int to) {
        return to > 0 && add(from, to) ? to : -1;
    }

    private boolean add(int from, int to) {
        if (count == MOST_TOKENS) {
            return false;
        }
        if ((count + 1) * WIDTH > tokens.length) {
            tokens = Arrays.copyOf(tokens, tokens.length * 2);
        }
        tokens[count * WIDTH] = from;
        tokens[count * WIDTH + 1] = to;
        tokens[count * WIDTH + 2] = ++count;
        return true;
    }

    private int endOfString(int at) {
        for (var i = at; i < text.length; i++) {
            if (text[i] == '"') {
                return i + 1;
            }
            if (text[i] == '\\') {
                i++;
            }
        }
        return -1;
    }

    private int endOfScalar(int at) {
        var end = at;
        while (end < text.length && ",:]} \t\r\n".indexOf(text[end]) < 0) {
            end++;
        }
        return end;
    }
}
