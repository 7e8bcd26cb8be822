package io.focusforge.ai.cache;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request as the cache sees it. What does not change the answer is left out of its hash: who asks, what the provider is to
 * remember of the call, and how the cache is to be used. Whether it is streamed, and with which options, counts: a stream is given
 * again byte for byte.
 */
final class CanonicalRequest {
    private static final List<byte[]> BOOKKEEPING = Stream.of(
                    "cache",
                    "user",
                    "metadata",
                    "store",
                    "safety_identifier",
                    "prompt_cache_key",
                    "prompt_cache_retention")
            .map(CanonicalRequest::quoted)
            .toList();
    private static final byte[] CACHE = quoted("cache");
    private static final byte[] STREAM = quoted("stream");
    private static final byte[] STREAM_OPTIONS = quoted("stream_options");
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.UTF_8);

    private final String kind;
    private final JsonTape json;

    private CanonicalRequest(String kind, JsonTape json) {
        this.kind = kind;
        this.json = json;
    }

    /**
     * @param kind the endpoint: bodies of two endpoints are never the same request
     * @param body an object, known to be JSON
     * @return empty for a body of more parts than the cache looks at
     */
    static Optional<CanonicalRequest> of(String kind, byte[] body) {
        return Optional.ofNullable(JsonTape.of(body)).map(json -> new CanonicalRequest(kind, json));
    }

    boolean isStream() {
        var stream = json.member(0, STREAM);
        return stream >= 0 && json.is(stream, TRUE);
    }

    Hash hash() {
        return CanonicalHash.of(kind, json, leftOut()::get);
    }

    /** What the caller says of the cache, as JSON; null when it says nothing. */
    byte[] wish() {
        var wish = json.member(0, CACHE);
        return wish < 0 ? null : Arrays.copyOfRange(json.text(), json.from(wish), json.to(wish));
    }

    /** The body as it came, but for what the caller says of the cache: no provider is to see that. */
    byte[] withoutWish() {
        var wish = json.member(0, CACHE);
        return wish < 0 ? json.text() : JsonMember.without(json, wish - 1);
    }

    JsonTape json() {
        return json;
    }

    /** The hash of all but one value. */
    Hash hashWithout(int token) {
        var leftOut = leftOut();
        leftOut.set(token);
        return CanonicalHash.of(kind + "?", json, leftOut::get);
    }

    static byte[] quoted(String name) {
        return ('"' + name + '"').getBytes(StandardCharsets.UTF_8);
    }

    private BitSet leftOut() {
        var values = new BitSet();
        BOOKKEEPING.forEach(member -> add(member, values));
        if (!isStream()) {
            add(STREAM, values);
            add(STREAM_OPTIONS, values);
        }
        return values;
    }

    private void add(byte[] member, BitSet values) {
        var value = json.member(0, member);
        if (value >= 0) {
            values.set(value);
        }
    }
}
