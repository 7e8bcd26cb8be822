package io.focusforge.ai.embedding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.ai.limit.Actual;
import io.focusforge.ai.limit.EmbeddingLimits;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.Providers;
import io.focusforge.ai.telemetry.ModelMetrics;
import io.focusforge.ai.telemetry.ModelMetrics.Operation;
import io.focusforge.ai.usage.TokenUsage;
import io.focusforge.ai.usage.UsageLedger;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Embeddings by the model in process. */
@ApplicationScoped
class LocalEmbeddings {
    private static final Operation OPERATION =
            new Operation("embeddings", Providers.IN_PROCESS, EmbeddingRequest.MODEL);

    private static final ProviderModel MODEL = new ProviderModel(Providers.IN_PROCESS, EmbeddingRequest.MODEL);

    private final Embedder embedder;
    private final EmbeddingLimits limits;
    private final UsageLedger ledger;
    private final ModelMetrics metrics;
    private final ObjectMapper json;

    LocalEmbeddings(
            Embedder embedder, EmbeddingLimits limits, UsageLedger ledger, ModelMetrics metrics, ObjectMapper json) {
        this.embedder = embedder;
        this.limits = limits;
        this.ledger = ledger;
        this.metrics = metrics;
        this.json = json;
    }

    /**
     * @param header takes the headers that tell how the limits stand
     * @throws ProblemException also for the name of a model that there is not
     */
    EmbeddingAnswer embed(Caller caller, byte[] body, BiConsumer<String, String> header)
            throws JsonProcessingException {
        var request = read(body);
        var texts = request.texts();
        var reservation = limits.reserve(caller, MODEL, body, header);
        try {
            var answer = EmbeddingAnswer.of(measured(caller.tenant(), texts), request.isBase64());
            var tokens = answer.usage().total();
            ledger.countEmbedding(caller, EmbeddingRequest.MODEL, tokens);
            metrics.used(OPERATION, new TokenUsage(tokens, 0, false));
            reservation.settle(new Actual(tokens, 0));
            return answer;
        } finally {
            reservation.release();
        }
    }

    private EmbeddingRequest read(byte[] body) throws JsonProcessingException {
        try {
            return json.readValue(body, EmbeddingRequest.class);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
