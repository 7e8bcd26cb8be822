package io.focusforge.ai.embedding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.ai.chat.CallReport;
import io.focusforge.ai.embedding.AccountedEmbeddings.Made;
import io.focusforge.ai.embedding.AccountedEmbeddings.Wanted;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.Providers;
import io.focusforge.ai.step.Step;
import io.focusforge.ai.usage.TokenUsage;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ProblemException;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Embeddings by the model in process. */
@Singleton
class LocalEmbeddings {
    private static final ProviderModel MODEL = new ProviderModel(Providers.IN_PROCESS, EmbeddingRequest.MODEL);

    private final Embedder embedder;
    private final AccountedEmbeddings accounts;
    private final ObjectMapper json;

    LocalEmbeddings(Embedder embedder, AccountedEmbeddings accounts, ObjectMapper json) {
        this.embedder = embedder;
        this.accounts = accounts;
        this.json = json;
    }

    /** Fails as {@link ProblemException}, also for the name of a model that there is not. */
    Future<EmbeddingAnswer> embed(Caller caller, byte[] body, CallReport report) {
        return Step.over(body.length, () -> read(body)).compose(request -> embed(caller, request, body, report));
    }

    private Future<EmbeddingAnswer> embed(Caller caller, EmbeddingRequest request, byte[] body, CallReport report) {
        var texts = request.texts();
        return accounts.make(new Wanted(caller, MODEL, body, report), span -> {
            report.attempts(MODEL);
            return Step.elsewhere(() -> EmbeddingAnswer.of(embedder.embed(caller.tenant(), texts), request.isBase64()))
                    .map(answer -> new Made<>(
                            answer, MODEL, new TokenUsage(answer.usage().total(), 0, false)));
        });
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
}
