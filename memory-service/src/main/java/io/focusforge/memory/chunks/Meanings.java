package io.focusforge.memory.chunks;

import io.focusforge.common.overload.Priority;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.memory.embedding.Embedder;
import io.focusforge.memory.embedding.Embedding;
import io.focusforge.memory.embedding.Embeddings;
import io.focusforge.memory.memories.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Asks for what a batch of texts means. A text that the model refuses is left out; when nobody answers, the batch comes again later. */
@ApplicationScoped
public class Meanings {
    private static final Logger LOG = Logger.getLogger(Meanings.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Embedder embedder;
    private final ChunksConfig config;

    Meanings(Embedder embedder, ChunksConfig config) {
        this.embedder = embedder;
        this.config = config;
    }

    /**
     * By text.
     *
     * @throws ProblemException {@code model_unavailable}, or {@code rate_limited} when the owner may not ask at the moment
     */
    public Map<String, Embedding> of(Owner owner, String model, List<String> texts) {
        return switch (embedder.embed(owner, model, texts, config.embeddingTimeout(), Priority.LOW)) {
            case Embeddings.Found(var embeddings) -> byText(texts, embeddings);
            case Embeddings.Refused(var reason) -> texts.size() == 1 ? refused(reason) : oneByOne(owner, model, texts);
            case Embeddings.Postponed(var reason) -> throw later(ErrorCode.RATE_LIMITED, reason);
            case Embeddings.Unavailable(var reason) -> throw later(ErrorCode.MODEL_UNAVAILABLE, reason);
        };
    }

    // One text may be the reason for which all were refused.
    private Map<String, Embedding> oneByOne(Owner owner, String model, List<String> texts) {
        var found = new HashMap<String, Embedding>();
        texts.forEach(text -> found.putAll(of(owner, model, List.of(text))));
        return found;
    }

    private static Map<String, Embedding> byText(List<String> texts, List<Embedding> embeddings) {
        var found = new HashMap<String, Embedding>();
        for (var i = 0; i < texts.size(); i++) {
            found.put(texts.get(i), embeddings.get(i));
        }
        return found;
    }

    private static Map<String, Embedding> refused(String reason) {
        LOG.warnf("A piece of a document can be found by its words only: %s", reason);
        return Map.of();
    }

    private static ProblemException later(ErrorCode code, String reason) {
        LOG.debugf("Pieces of a document wait for their embeddings: %s", reason);
        return new ProblemException(code, "The pieces cannot be embedded at the moment; send them again.")
                .retryAfter(RETRY_AFTER);
    }
}
