package io.focusforge.ai.embedding;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.focusforge.ai.chat.CallReport;
import io.focusforge.ai.chat.CallerBound;
import io.focusforge.ai.chat.ChatCalls;
import io.focusforge.ai.embedding.AccountedEmbeddings.Made;
import io.focusforge.ai.embedding.AccountedEmbeddings.Wanted;
import io.focusforge.ai.overload.Urgencies;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.routing.FallbackReason;
import io.focusforge.ai.routing.Route;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.overload.Priority;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Embeddings by a provider. */
@ApplicationScoped
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
    byte[] embed(Caller caller, List<ProviderModel> targets, byte[] body, CallReport report, RoutingContext http)
            throws JsonProcessingException {
        var route = new Route(targets.getFirst().model(), targets, Set.of(FallbackReason.ERROR));
        var bound = CallerBound.parse(http.request().getHeader(CallerBound.HEADER));
        var who = urgencies.applicant(caller, http.request().getHeader(Priority.HEADER));
        var request = ExternalRequest.parse(body);
        return accounts.make(new Wanted(caller, route.first(), body, report), span -> {
            var answer =
                    embedder.embed(new EmbeddingCall(who, request, route, report, bound, ChatCalls.gone(http), span));
            return new Made<>(answer.body(), answer.target(), answer.tokens());
        });
    }
}
