package io.focusforge.ai.embedding;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.focusforge.ai.chat.CallReport;
import io.focusforge.ai.chat.ChatCalls;
import io.focusforge.ai.guard.PromptMasking;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.Providers;
import io.focusforge.ai.step.Waiting;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.overload.OwnPart;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;

/** Embeddings, as OpenAI defines them. */
@Path("/v1/embeddings")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class EmbeddingsResource {
    private final LocalEmbeddings local;
    private final ProviderEmbeddings external;
    private final Providers providers;
    private final CurrentCaller caller;
    private final PromptMasking masking;
    private final Clock clock;

    EmbeddingsResource(
            LocalEmbeddings local,
            ProviderEmbeddings external,
            Providers providers,
            CurrentCaller caller,
            PromptMasking masking,
            Clock clock) {
        this.local = local;
        this.external = external;
        this.providers = providers;
        this.caller = caller;
        this.masking = masking;
        this.clock = clock;
    }

    /**
     * Embeds a text, or several. The model in process takes up to 256 of at most 8,192 characters each and 262,144 in all; its vectors
     * have 384 dimensions and length 1. What a provider's model takes, and what {@code dimensions} and tokens mean to it, the provider says.
     */
    @POST
    @RolesAllowed(Scopes.MODELS_WRITE)
    @RunOnVirtualThread
    public Response embed(byte[] body, @Context RoutingContext http) throws JsonProcessingException {
        var who = caller.get();
        var model = ExternalRequest.model(body);
        if (model != null) {
            who.requireModel(model);
        }
        var targets = targets(model);
        OwnPart.endOf(http);
        var report = new CallReport(ChatCalls.headers(http.response()), clock.instant());
        return Waiting.forAll(() -> targets.isEmpty()
                ? local.embed(who, body, report)
                        .map(answer -> Response.ok(answer).build())
                : masking.body(who, body)
                        .compose(masked -> external.embed(who, targets, masked, report, http))
                        .map(answer -> Response.ok(answer).build()));
    }

    private List<ProviderModel> targets(String name) {
        return name == null || name.equals(EmbeddingRequest.MODEL) ? List.of() : providers.embeddingModels(name);
    }
}
