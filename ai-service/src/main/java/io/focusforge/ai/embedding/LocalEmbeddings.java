package io.focusforge.ai.embedding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.ai.limit.Actual;
import io.focusforge.ai.limit.EmbeddingLimits;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.Providers;
import io.focusforge.ai.telemetry.ModelMeters;
import io.focusforge.ai.telemetry.ModelSpans;
import io.focusforge.ai.telemetry.Operation;
import io.focusforge.ai.telemetry.Telemetry;
import io.focusforge.ai.usage.TokenUsage;
import io.focusforge.ai.usage.UsageLedger;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Embeddings by the model in process. */
@ApplicationScoped
class LocalEmbeddings {
    private static final ProviderModel MODEL = new ProviderModel(Providers.IN_PROCESS, EmbeddingRequest.MODEL);

    private final Embedder embedder;
    private final EmbeddingLimits limits;
    private final UsageLedger ledger;
    private final ModelMeters meters;
    private final ModelSpans spans;
    private final ObjectMapper json;

    LocalEmbeddings(
            Embedder embedder, EmbeddingLimits limits, UsageLedger ledger, Telemetry telemetry, ObjectMapper json) {
        this.embedder = embedder;
        this.limits = limits;
        this.ledger = ledger;
        this.meters = telemetry.metrics().of(Operation.EMBEDDINGS, MODEL);
        this.spans = telemetry.spans();
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
        var span = spans.begin(Operation.EMBEDDINGS, MODEL, caller.tenant());
        try {
            var answer = EmbeddingAnswer.of(measured(caller.tenant(), texts), request.isBase64());
            var tokens = new TokenUsage(answer.usage().total(), 0, false);
            ledger.countEmbedding(caller, EmbeddingRequest.MODEL, tokens.prompt());
            meters.used(tokens);
            span.used(tokens);
            reservation.settle(new Actual(tokens.prompt(), 0));
            return answer;
        } catch (ProblemException e) {
            span.failed(e.code());
            throw e;
        } finally {
            reservation.release();
            span.end();
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
            meters.succeeded(System.nanoTime() - start);
            return embeddings;
        } catch (ProblemException e) {
            meters.failed(e.code(), System.nanoTime() - start);
            throw e;
        }
    }
}
