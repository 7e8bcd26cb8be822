package io.focusforge.ai.cache;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * A SHA-256 over JSON that does not depend on white space and on the order of members. Numbers and escapes count as they are
 * written: two spellings of one value make two hashes, which costs a call and never gives a wrong answer.
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
            default -> span(token);
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
