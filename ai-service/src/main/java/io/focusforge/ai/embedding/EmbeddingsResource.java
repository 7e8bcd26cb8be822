package io.focusforge.ai.embedding;

import io.focusforge.ai.provider.Providers;
import io.focusforge.ai.telemetry.ModelMetrics;
import io.focusforge.ai.telemetry.ModelMetrics.Operation;
import io.focusforge.ai.usage.TokenUsage;
import io.focusforge.ai.usage.UsageLedger;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Embeddings, as OpenAI defines them, by the model in process. */
@Path("/v1/embeddings")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class EmbeddingsResource {
    private static final Operation OPERATION =
            new Operation("embeddings", Providers.IN_PROCESS, EmbeddingRequest.MODEL);

    private final Embedder embedder;
    private final UsageLedger ledger;
    private final ModelMetrics metrics;
    private final CurrentCaller caller;

    EmbeddingsResource(Embedder embedder, UsageLedger ledger, ModelMetrics metrics, CurrentCaller caller) {
        this.embedder = embedder;
        this.ledger = ledger;
        this.metrics = metrics;
        this.caller = caller;
    }

    /** Embeds a text, or up to 256 of at most 8,192 characters each and 262,144 in all; the vectors have 384 dimensions and length 1. */
    @POST
    @RolesAllowed(Scopes.MODELS_WRITE)
    @RunOnVirtualThread
    public EmbeddingAnswer embed(@NotNull EmbeddingRequest body) {
        var who = caller.get();
        var answer = EmbeddingAnswer.of(measured(who.tenant(), body.texts()), body.isBase64());
        var tokens = answer.usage().total();
        ledger.countEmbedding(who, EmbeddingRequest.MODEL, tokens);
        metrics.used(OPERATION, new TokenUsage(tokens, 0, false));
        return answer;
    }

    private List<Embedding> measured(UUID tenant, List<String> texts) {
        var start = System.nanoTime();
        try {
            var embeddings = embedder.embed(tenant, texts);
            metrics.succeeded(OPERATION, Duration.ofNanos(System.nanoTime() - start));
            return embeddings;
        } catch (ProblemException e) {
            metrics.failed(OPERATION, e.code(), Duration.ofNanos(System.nanoTime() - start));
            throw e;
        }
    }
}
