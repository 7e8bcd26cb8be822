package io.focusforge.ai.embedding;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.focusforge.ai.chat.CallerBound;
import io.focusforge.ai.chat.ChatCalls;
import io.focusforge.ai.limit.Actual;
import io.focusforge.ai.limit.EmbeddingLimits;
import io.focusforge.ai.overload.Urgencies;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.routing.FallbackReason;
import io.focusforge.ai.routing.Route;
import io.focusforge.ai.telemetry.ModelMetrics;
import io.focusforge.ai.telemetry.ModelMetrics.Operation;
import io.focusforge.ai.usage.UsageLedger;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.overload.Priority;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Embeddings by a provider: asked for, accounted, and told who answered. */
@ApplicationScoped
class ProviderEmbeddings {
    private final ExternalEmbedder embedder;
    private final EmbeddingLimits limits;
    private final UsageLedger ledger;
    private final ModelMetrics metrics;
    private final Urgencies urgencies;
    private final Clock clock;

    ProviderEmbeddings(
            ExternalEmbedder embedder,
            EmbeddingLimits limits,
            UsageLedger ledger,
            ModelMetrics metrics,
            Urgencies urgencies,
            Clock clock) {
        this.urgencies = urgencies;
        this.embedder = embedder;
        this.limits = limits;
        this.ledger = ledger;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** @param targets those that list the model; when one fails, the next is asked */
    byte[] embed(Caller caller, List<ProviderModel> targets, byte[] body, RoutingContext http)
            throws JsonProcessingException {
        var route = new Route(targets.getFirst().model(), targets, Set.of(FallbackReason.ERROR));
        var bound = CallerBound.parse(http.request().getHeader(CallerBound.HEADER));
        var who = urgencies.applicant(caller, http.request().getHeader(Priority.HEADER));
        var call = new EmbeddingCall(
                who, ExternalRequest.parse(body), route, clock.instant(), bound, ChatCalls.gone(http));
        var reservation = limits.reserve(caller, route.first(), body, http.response()::putHeader);
        try {
            var answer = measured(call);
            reservation.settle(settle(caller, answer));
            http.response()
                    .putHeader("x-focusforge-provider", answer.target().provider())
                    .putHeader("x-focusforge-model", answer.target().model());
            return answer.body();
        } finally {
            reservation.release();
        }
    }

    private Actual settle(Caller caller, EmbeddingCall.Answer answer) {
        var target = answer.target();
        var cost = ledger.settleEmbedding(caller, target, answer.tokens());
        metrics.used(new Operation("embeddings", target.provider(), target.model()), answer.tokens());
        return new Actual(answer.tokens().total(), cost == null ? 0 : cost);
    }

    private EmbeddingCall.Answer measured(EmbeddingCall call) {
        var start = System.nanoTime();
        var first = call.route().first();
        try {
            var answer = embedder.embed(call);
            var target = answer.target();
            metrics.succeeded(new Operation("embeddings", target.provider(), target.model()), since(start));
            return answer;
        } catch (UpstreamFailure failure) {
            metrics.failed(new Operation("embeddings", first.provider(), first.model()), failure.code(), since(start));
            throw failure.toProblem();
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
