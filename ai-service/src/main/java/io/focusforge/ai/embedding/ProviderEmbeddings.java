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
import io.focusforge.ai.telemetry.Operation;
import io.focusforge.ai.telemetry.Telemetry;
import io.focusforge.ai.usage.UsageLedger;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.overload.Priority;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Embeddings by a provider: asked for, accounted, and told who answered. */
@ApplicationScoped
class ProviderEmbeddings {
    private final ExternalEmbedder embedder;
    private final EmbeddingLimits limits;
    private final UsageLedger ledger;
    private final Telemetry telemetry;
    private final Urgencies urgencies;
    private final Clock clock;

    ProviderEmbeddings(
            ExternalEmbedder embedder,
            EmbeddingLimits limits,
            UsageLedger ledger,
            Telemetry telemetry,
            Urgencies urgencies,
            Clock clock) {
        this.urgencies = urgencies;
        this.embedder = embedder;
        this.limits = limits;
        this.ledger = ledger;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    /** @param targets those that list the model; when one fails, the next is asked */
    byte[] embed(Caller caller, List<ProviderModel> targets, byte[] body, RoutingContext http)
            throws JsonProcessingException {
        var route = new Route(targets.getFirst().model(), targets, Set.of(FallbackReason.ERROR));
        var bound = CallerBound.parse(http.request().getHeader(CallerBound.HEADER));
        var who = urgencies.applicant(caller, http.request().getHeader(Priority.HEADER));
        var request = ExternalRequest.parse(body);
        var reservation = limits.reserve(caller, route.first(), body, http.response()::putHeader);
        var span = telemetry.spans().begin(Operation.EMBEDDINGS, route.first(), caller.tenant());
        var call = new EmbeddingCall(who, request, route, clock.instant(), bound, ChatCalls.gone(http), span);
        try {
            var answer = measured(call);
            reservation.settle(settle(caller, answer));
            http.response()
                    .putHeader("x-focusforge-provider", answer.target().provider())
                    .putHeader("x-focusforge-model", answer.target().model());
            return answer.body();
        } finally {
            reservation.release();
            span.end();
        }
    }

    private Actual settle(Caller caller, EmbeddingCall.Answer answer) {
        var target = answer.target();
        var cost = ledger.settleEmbedding(caller, target, answer.tokens());
        telemetry.metrics().of(Operation.EMBEDDINGS, target).used(answer.tokens());
        return new Actual(answer.tokens().total(), cost == null ? 0 : cost);
    }

    private EmbeddingCall.Answer measured(EmbeddingCall call) {
        var start = System.nanoTime();
        var metrics = telemetry.metrics();
        try {
            var answer = embedder.embed(call);
            metrics.of(Operation.EMBEDDINGS, answer.target()).succeeded(System.nanoTime() - start);
            call.span().answeredBy(answer.target());
            call.span().used(answer.tokens());
            return answer;
        } catch (UpstreamFailure failure) {
            metrics.of(Operation.EMBEDDINGS, call.route().first()).failed(failure.code(), System.nanoTime() - start);
            call.span().failed(failure);
            throw failure.toProblem();
        }
    }
}
