package io.focusforge.ai.embedding;

import io.focusforge.ai.chat.CallReport;
import io.focusforge.ai.chat.CallerBound;
import io.focusforge.ai.chat.ChatCalls;
import io.focusforge.ai.embedding.AccountedEmbeddings.Made;
import io.focusforge.ai.embedding.AccountedEmbeddings.Wanted;
import io.focusforge.ai.overload.Urgencies;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.routing.FallbackReason;
import io.focusforge.ai.routing.Route;
import io.focusforge.ai.step.Step;
import io.focusforge.ai.telemetry.ModelSpan;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.overload.Priority;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Embeddings by a provider. */
@Singleton
class ProviderEmbeddings {
    private final ExternalEmbedder embedder;
    private final AccountedEmbeddings accounts;
    private final Urgencies urgencies;

    ProviderEmbeddings(ExternalEmbedder embedder, AccountedEmbeddings accounts, Urgencies urgencies) {
        this.embedder = embedder;
        this.accounts = accounts;
        this.urgencies = urgencies;
    }

    /** @param targets those that list the model; when one fails, the next is asked */
    Future<byte[]> embed(
            Caller caller, List<ProviderModel> targets, byte[] body, CallReport report, RoutingContext http) {
        return Step.over(body.length, () -> ExternalRequest.parse(body)).compose(request -> {
            var route = new Route(targets.getFirst().model(), targets, Set.of(FallbackReason.ERROR));
            return accounts.make(new Wanted(caller, route.first(), body, report), span -> embedder.embed(
                            call(caller, request, route, report, http, span))
                    .map(answer -> new Made<>(answer.body(), answer.target(), answer.tokens())));
        });
    }

    private EmbeddingCall call(
            Caller caller,
            ExternalRequest request,
            Route route,
            CallReport report,
            RoutingContext http,
            ModelSpan span) {
        var from = http.request();
        return new EmbeddingCall(
                urgencies.applicant(caller, from.getHeader(Priority.HEADER)),
                request,
                route,
                report,
                CallerBound.parse(from.getHeader(CallerBound.HEADER)),
                ChatCalls.gone(http),
                span);
    }
}
