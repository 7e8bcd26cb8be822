package io.focusforge.memory.embedding;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.identity.TokenMinter;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.memory.memories.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Asks ai-service for the embeddings of an owner's texts, in one call. Never throws for what the other side does. */
@ApplicationScoped
public class Embedder {
    private static final Set<String> SCOPES = Set.of(Scopes.MODELS_READ, Scopes.MODELS_WRITE);
    private static final Set<Integer> REFUSALS = Set.of(400, 413, 422);
    private static final Set<Integer> POSTPONEMENTS = Set.of(402, 403, 429);

    private final AiService ai;
    private final TokenMinter tokens;
    private final EmbeddingConfig config;

    Embedder(@RestClient AiService ai, TokenMinter tokens, EmbeddingConfig config) {
        this.ai = ai;
        this.tokens = tokens;
        this.config = config;
    }

    public Embeddings embed(Owner owner, List<String> texts, Duration atMost) {
        try {
            var answer = ai.embed(
                            bearer(owner),
                            TraceContext.current().traceparent(),
                            new AiService.Request(config.model(), texts, "base64"))
                    .ifNoItem()
                    .after(atMost)
                    .fail()
                    .await()
                    .indefinitely();
            return decode(answer, texts.size());
        } catch (WebApplicationException e) {
            return failure(e.getResponse().getStatus());
        } catch (RuntimeException e) {
            return new Embeddings.Unavailable("ai-service cannot be asked: " + e);
        }
    }

    private static Embeddings failure(int status) {
        var reason = "ai-service answers " + status;
        if (REFUSALS.contains(status)) {
            return new Embeddings.Refused(reason);
        }
        return POSTPONEMENTS.contains(status) ? new Embeddings.Postponed(reason) : new Embeddings.Unavailable(reason);
    }

    private String bearer(Owner owner) {
        return tokens.bearer(new Caller(owner.tenant(), owner.user(), SCOPES, null));
    }

    private static Embeddings decode(AiService.Answer answer, int expected) {
        var decoder = Base64.getDecoder();
        var embeddings = answer.data().stream()
                .sorted(Comparator.comparingInt(AiService.Item::index))
                .map(item -> new Embedding(decoder.decode(item.embedding())))
                .toList();
        return embeddings.size() == expected
                ? new Embeddings.Found(embeddings)
                : new Embeddings.Unavailable(
                        "ai-service sent %d embeddings for %d texts".formatted(embeddings.size(), expected));
    }
}
