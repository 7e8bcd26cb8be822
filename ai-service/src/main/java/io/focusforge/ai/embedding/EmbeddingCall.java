package io.focusforge.ai.embedding;

import io.focusforge.ai.chat.CallReport;
import io.focusforge.ai.overload.Urgency;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.routing.FallbackReason;
import io.focusforge.ai.routing.Route;
import io.focusforge.ai.telemetry.ModelSpan;
import io.focusforge.ai.usage.TokenUsage;
import io.focusforge.common.overload.Applicant;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;

/**
 * A request for embeddings that a provider answers.
 *
 * @param who asks, and how urgently
 * @param bound how long the caller waits; null when it does not say
 * @param gone fails when the client goes away
 * @param span of this call, also of its share in a request that is several callers'
 */
record EmbeddingCall(
        Applicant who,
        ExternalRequest request,
        Route route,
        CallReport report,
        Duration bound,
        CompletableFuture<Void> gone,
        ModelSpan span) {
    /** Who waits without a bound of its own gives up last. */
    static final Comparator<EmbeddingCall> BY_END = Comparator.comparing(
            call -> call.bound() == null ? Instant.MAX : call.start().plus(call.bound()));

    Instant start() {
        return report.start();
    }

    int texts() {
        return request.fields().texts().size();
    }

    /** Waits for a place only where there is no other target. */
    Urgency urgency(ProviderModel target) {
        return new Urgency(who, !route.hasNext(target, FallbackReason.ERROR));
    }

    /** What has to be alike for calls to be joined. */
    record Kind(Route route, VectorForm form) {}

    Kind kind() {
        return new Kind(route, request.fields().form());
    }

    /** What a provider answered to one call: its body, by which target, and the tokens that are this call's. */
    record Answer(byte[] body, ProviderModel target, TokenUsage tokens) {}
}
