package io.focusforge.ai.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalRequestTest {
    private static final String REQUEST = """
            {"model":"m","temperature":0.5,"messages":[{"role":"user","content":"a \\"quoted\\" {text}, with [all]"}],"stop":["a","b"]}""";

    @ParameterizedTest
    @ValueSource(strings = {"""
                { "temperature" : 0.5 , "stop" : [ "a" , "b" ] ,
                  "messages" : [ { "content" : "a \\"quoted\\" {text}, with [all]" , "role" : "user" } ] , "model" : "m" }
                """, """
                {"user":"u","metadata":{"a":1},"store":true,"cache":{"ttl":5},"prompt_cache_key":"k","safety_identifier":"s","model":"m",
                "temperature":0.5,"messages":[{"role":"user","content":"a \\"quoted\\" {text}, with [all]"}],"stop":["a","b"]}""", """
                {"stream":false,"stream_options":null,"model":"m","temperature":0.5,
                "messages":[{"role":"user","content":"a \\"quoted\\" {text}, with [all]"}],"stop":["a","b"]}"""})
    void isTheSameInAnotherOrderWithOtherSpaceAndOtherBookkeeping(String other) {
        assertThat(hash(other)).isEqualTo(hash(REQUEST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"model\":\"m\"|\"model\":\"n\"",
                "0.5|0.6",
                "\"a\",\"b\"|\"b\",\"a\"",
                "\"a\",\"b\"|\"a,b\"",
                "[\"a\",\"b\"]|[[\"a\"],\"b\"]",
                "with|With",
                "\"role\":\"user\"|\"role\":\"system\"",
                "\"stop\"|\"stream\":true,\"stop\"",
                "\"stop\"|\"x_unknown\":1,\"stop\"",
                "{\"role\"|{\"user\":\"nested counts\",\"role\""
            })
    void isAnotherWhenAnythingElseDiffers(String change) {
        var parts = change.split("\\|");
        var changed = REQUEST.replace(parts[0], parts[1]);
        assertThat(changed).isNotEqualTo(REQUEST);
        assertThat(hash(changed)).isNotEqualTo(hash(REQUEST));
    }

    @Test
    void isTheSameHoweverItsCharactersAreEscaped() {
        assertThat(hash("{\"a\":\"\\u00e4\\n\\/\\ud83d\\ude00\"}")).isEqualTo(hash("{\"a\":\"ä\\u000a/😀\"}"));
        assertThat(hash("{\"a\":\"\\u00e4\"}")).isEqualTo(hash("{\"a\":\"ä\"}"));
        assertThat(hash("{\"a\":\"\\ud83d\"}")).isNotEqualTo(hash("{\"a\":\"\\ude00\"}"));
        assertThat(hash("{\"a\":\"\\ud83d\"}")).isNotEqualTo(hash("{\"a\":\"?\"}"));
    }

    @Test
    void aTextIsNotTakenForWhatItLooksLike() {
        assertThat(hash("{\"a\":[\"b\\\",\\\"c\"]}")).isNotEqualTo(hash("{\"a\":[\"b\",\"c\"]}"));
        assertThat(hash("{\"a\":\"1\"}")).isNotEqualTo(hash("{\"a\":1}"));
    }

    @Test
    void aStreamsOptionsCount() {
        var stream = REQUEST.replace("\"stop\"", "\"stream\":true,\"stop\"");
        var withUsage = stream.replace("\"stop\"", "\"stream_options\":{\"include_usage\":true},\"stop\"");
        assertThat(hash(withUsage)).isNotEqualTo(hash(stream));
    }

    @Test
    void endpointsShareNothing() {
        assertThat(CanonicalRequest.of("other", bytes(REQUEST)).orElseThrow().hash())
                .isNotEqualTo(hash(REQUEST));
    }

    @Test
    void findsTheWishOfTheCacheOnlyAtTheTop() {
        assertThat(request("{\"a\":{\"cache\":1},\"cache\":{\"ttl\":[5]},\"b\":2}")
                        .wish())
                .asString()
                .isEqualTo("{\"ttl\":[5]}");
        assertThat(request("{\"a\":{\"cache\":1}}").wish()).isNull();
    }

    @Test
    void takesTheFieldOutWhereverItStands() {
        assertThat(request("{\"a\":1, \"cache\":{\"ttl\":5} ,\"b\":2}").withoutWish())
                .asString()
                .isEqualTo("{\"a\":1 ,\"b\":2}");
        assertThat(request("{ \"cache\" : true , \"b\":2}").withoutWish())
                .asString()
                .isEqualTo("{  \"b\":2}");
        assertThat(request("{\"a\":1,\"cache\":true}").withoutWish()).asString().isEqualTo("{\"a\":1}");
        assertThat(request("{\"cache\":true}").withoutWish()).asString().isEqualTo("{}");
    }

    @Test
    void passesOverWhatIsTooDeepOrHasTooManyParts() {
        assertThat(CanonicalRequest.of("chat", bytes("{\"a\":" + "[".repeat(80) + "]".repeat(80) + "}")))
                .isEmpty();
        assertThat(CanonicalRequest.of("chat", bytes("{\"a\":[" + "1,".repeat(30_000) + "1]}")))
                .isEmpty();
    }

    @Test
    void hashesAMegabyteOfPromptAtOnce() {
        var large = REQUEST.replace("with", "x".repeat(1_000_000));
        assertThat(hash(large)).isEqualTo(hash(" " + large + " "));
    }

    private static Hash hash(String body) {
        return request(body).hash();
    }

    private static CanonicalRequest request(String body) {
        return CanonicalRequest.of("chat", bytes(body)).orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
