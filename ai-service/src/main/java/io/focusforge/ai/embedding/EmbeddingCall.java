package io.focusforge.ai.embedding;

import io.focusforge.ai.chat.CallReport;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.routing.Route;
import io.focusforge.ai.usage.TokenUsage;
import io.focusforge.common.identity.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;

/**
 * A request for embeddings that a provider answers.
 *
 * @param bound how long the caller waits; null when it does not say
 * @param gone fails when the client goes away
 */
record EmbeddingCall(
        Caller caller,
        ExternalRequest request,
        Route route,
        CallReport report,
        Duration bound,
        CompletableFuture<Void> gone) {
    /** Who waits without a bound of its own gives up last. */
    static final Comparator<EmbeddingCall> BY_END = Comparator.comparing(
            call -> call.bound() == null ? Instant.MAX : call.start().plus(call.bound()));

    Instant start() {
        return report.start();
    }

    int texts() {
        return request.fields().texts().size();
    }

    /** What has to be alike for calls to be joined. */
    record Kind(Route route, VectorForm form) {}

    Kind kind() {
        return new Kind(route, request.fields().form());
    }

    /** What a provider answered to one call: its body, by which target, and the tokens that are this call's. */
    record Answer(byte[] body, ProviderModel target, TokenUsage tokens) {}
}
