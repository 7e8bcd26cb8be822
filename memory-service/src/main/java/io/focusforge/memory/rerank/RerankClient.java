package io.focusforge.memory.rerank;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks with a reranking model as most servers of such models do. Follows no redirect. */
final class RerankClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ACCEPTED = 200;
    private static final int LONGEST_ANSWER = 1 << 20;

    /** What is asked. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Request(String model, String query, List<String> documents) {}

    /** What is read of the answer. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Answer(List<Result> results) {}

    /** How well a document answers, by its place in the request. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Result(
            int index, @JsonProperty("relevance_score") double score) {}

    private final Vertx vertx;
    private final RerankConfig config;
    private final HttpClient client;
    private final RequestOptions options;

    RerankClient(Vertx vertx, RerankConfig config, URI url) {
        this.vertx = vertx;
        this.config = config;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout((int) config.timeout().toMillis()),
                new PoolOptions().setHttp1MaxSize(config.connections()).setMaxWaitQueueSize(config.connections()));
        this.options = new RequestOptions()
                .setAbsoluteURI(url.toString())
                .setMethod(HttpMethod.POST)
                .putHeader("Content-Type", "application/json");
        config.apiKey().ifPresent(key -> options.putHeader("Authorization", "Bearer " + key));
    }

    /** Blocks, for no longer than is configured; fails with any exception. */
    List<Result> ask(String query, List<String> documents) {
        var asked = Buffer.buffer(bytes(new Request(config.model().orElse(null), query, documents)));
        var answer = new CompletableFuture<Buffer>();
        vertx.runOnContext(start -> client.request(new RequestOptions(options))
                .compose(request -> {
                    var unused = answer.whenComplete((received, failure) -> endWith(failure, request));
                    return request.send(asked).compose(response -> body(request, response));
                })
                .timeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(answer::complete)
                .onFailure(answer::completeExceptionally));
        return results(answer.join());
    }

    private static void endWith(Throwable failure, HttpClientRequest request) {
        if (failure != null) {
            request.reset();
        }
    }

    private static Future<Buffer> body(HttpClientRequest request, HttpClientResponse response) {
        if (response.statusCode() != ACCEPTED) {
            return Future.failedFuture("the reranker answers " + response.statusCode());
        }
        var length = new AtomicInteger();
        response.handler(part -> {
            if (length.addAndGet(part.length()) > LONGEST_ANSWER) {
                request.reset();
            }
        });
        return response.body();
    }

    private static List<Result> results(Buffer answer) {
        try {
            return JSON.readValue(answer.getBytes(), Answer.class).results();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Request request) {
        try {
            return JSON.writeValueAsBytes(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
