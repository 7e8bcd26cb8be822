package io.focusforge.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** What is expected of what a load has met. */
final class Answers {
    private Answers() {}

    /** Not a request failed, and nothing that was acknowledged is lost. */
    static void assertAllAnswered(JsonNode result) {
        for (var kind : result) {
            assertThat(kind.path("failed").asInt()).as(result::toString).isZero();
            assertThat(kind.path("succeeded").asInt()).as(result::toString).isPositive();
        }
        assertNothingLost(result);
    }

    /** Requests may have failed, but what was acknowledged is there, and no stream has missed an event or told one twice. */
    static void assertNothingLost(JsonNode result) {
        for (var kind : result) {
            assertThat(kind.path("lost").asInt()).as(result::toString).isZero();
            assertThat(kind.path("missing").asInt()).as(result::toString).isZero();
            assertThat(kind.path("doubled").asInt()).as(result::toString).isZero();
        }
    }
}
