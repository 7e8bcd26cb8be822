package io.focusforge.ai.cache;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * A SHA-256 over JSON that does not depend on white space, on the order of members, and on how the characters of a text are escaped.
 * Numbers count as they are written: two spellings of one make two hashes, which costs a call and never gives a wrong answer.
 */
final class CanonicalHash {
    private final JsonTape json;
    private final IntPredicate leftOut;
    private final MessageDigest digest;

    private CanonicalHash(JsonTape json, IntPredicate leftOut, MessageDigest digest) {
        this.json = json;
        this.leftOut = leftOut;
        this.digest = digest;
    }

    /** @param leftOut the values that do not count; of a member, its name does not count either */
    static Hash of(String kind, JsonTape json, IntPredicate leftOut) {
        try {
            var hash = new CanonicalHash(json, leftOut, MessageDigest.getInstance("SHA-256"));
            hash.digest.update(kind.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            hash.value(0);
            return Hash.of(hash.digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void value(int token) {
        switch (json.first(token)) {
            case '{' -> object(token);
            case '[' -> array(token);
            case '"' -> text(token);
            default -> span(token);
        }
    }

    /** Behind its length, so that no text can look like what stands around it. */
    private void text(int token) {
        var string = new JsonString(json, token);
        var plain = string.isEscaped() ? string.unescaped() : null;
        var length = plain == null ? json.to(token) - json.from(token) - 2 : plain.length;
        digest.update(ByteBuffer.allocate(1 + Integer.BYTES)
                .put((byte) '"')
                .putInt(length)
                .flip());
        if (plain == null) {
            digest.update(json.text(), json.from(token) + 1, length);
        } else {
            digest.update(plain);
        }
    }

    private void array(int array) {
        digest.update((byte) '[');
        for (var item = array + 1; item < json.after(array); item = json.after(item)) {
            value(item);
            digest.update((byte) ',');
        }
        digest.update((byte) ']');
    }

    private void object(int object) {
        digest.update((byte) '{');
        for (int key : sortedKeys(object)) {
            span(key);
            digest.update((byte) ':');
            value(key + 1);
            digest.update((byte) ',');
        }
        digest.update((byte) '}');
    }

    private Integer[] sortedKeys(int object) {
        var keys = new Integer[8];
        var count = 0;
        for (var key = object + 1; key < json.after(object); key = json.after(key + 1)) {
            if (!leftOut.test(key + 1)) {
                keys = count == keys.length ? Arrays.copyOf(keys, count * 2) : keys;
                keys[count++] = key;
            }
        }
        Arrays.sort(keys, 0, count, json::compare);
        return Arrays.copyOf(keys, count);
    }

    private void span(int token) {
        digest.update(json.text(), json.from(token), json.to(token) - json.from(token));
    }
}
