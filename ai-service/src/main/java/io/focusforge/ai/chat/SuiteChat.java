package io.focusforge.ai.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.step.Step;
import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServiceClientConfig;
import io.focusforge.common.call.ServicesConfig;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.identity.TokenMinter;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.trace.TraceContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The model {@code focusforge}: orchestrator-service answers, and asks a model here in its turn, where limits, cache, masking and accounts have their
 * place. So nothing of that happens on the way there.
 */
@Singleton
class SuiteChat implements ChatModel {
    private static final Logger LOG = Logger.getLogger(SuiteChat.class);
    private static final int OK = 200;
    private static final int CONNECTIONS = 4_000;
    private static final long LONGEST_MILLIS = TimeUnit.MINUTES.toMillis(3);
    private static final long SILENCE_MILLIS = TimeUnit.SECONDS.toMillis(60);

    private final HttpClient client;
    private final ServicesConfig services;
    private final TokenMinter tokens;
    private final ObjectMapper json;

    SuiteChat(Vertx vertx, ServicesConfig services, ServiceClientConfig config, TokenMinter tokens, ObjectMapper json) {
        this.services = services;
        this.tokens = tokens;
        this.json = json;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setMaxPoolSize(CONNECTIONS)
                .setTcpNoDelay(true));
    }

    @Override
    public Future<Void> answer(ChatCall call, AnswerSink sink) {
        if (call.request().endpoint() != Endpoint.CHAT) {
            throw ProblemException.invalid("model", "answers chat completions only");
        }
        call.report().header("x-focusforge-cache", "off");
        call.report().attempts(ProviderModel.SUITE);
        return Step.here(client.request(options(call.caller()))
                .compose(request -> send(call, sink, request))
                .timeout(LONGEST_MILLIS, TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(problem(failure))));
    }

    private Future<Void> send(ChatCall call, AnswerSink sink, HttpClientRequest request) {
        var unused = call.gone().whenComplete((none, gone) -> request.reset());
        return request.send(Buffer.buffer(call.request().body()))
                .compose(response -> response.statusCode() == OK ? hear(call, sink, response) : refused(response))
                .onFailure(failure -> request.reset());
    }

    private static Future<Void> hear(ChatCall call, AnswerSink sink, HttpClientResponse response) {
        if (!call.request().isStream()) {
            return response.body().map(body -> written(sink, body));
        }
        var frames = new SseFrames((bytes, from, to) -> true);
        response.handler(bytes -> {
            written(sink, frames.add(bytes));
            if (!sink.hasRoom(response::resume)) {
                response.pause();
            }
        });
        return response.end();
    }

    private static Void written(AnswerSink sink, Buffer bytes) {
        if (bytes.length() > 0) {
            sink.write(bytes);
        }
        return null;
    }

    private Future<Void> refused(HttpClientResponse response) {
        return response.body().compose(body -> Future.failedFuture(problem(body)));
    }

    private static ProblemException problem(Throwable failure) {
        if (failure instanceof ProblemException problem) {
            return problem;
        }
        LOG.warnf("The orchestrator does not answer: %s", failure);
        return away();
    }

    private ProblemException problem(Buffer body) {
        try {
            var problem = json.readTree(body.getBytes());
            var code = problem.path("code").asText();
            return Arrays.stream(ErrorCode.values())
                    .filter(known -> known.code().equals(code))
                    .findFirst()
                    .map(known ->
                            new ProblemException(known, problem.path("detail").asText()))
                    .orElseGet(SuiteChat::away);
        } catch (JsonProcessingException e) {
            return away();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProblemException away() {
        return new ProblemException(ErrorCode.MODEL_UNAVAILABLE, "The model focusforge cannot answer right now.")
                .retryAfter(Duration.ofSeconds(2));
    }

    private RequestOptions options(Caller caller) {
        var url = services.of(Service.ORCHESTRATOR).url().resolve("/internal/chat/completions");
        return new RequestOptions()
                .setAbsoluteURI(url.toString())
                .setMethod(HttpMethod.POST)
                .setIdleTimeout(SILENCE_MILLIS)
                .putHeader("Authorization", tokens.bearer(inner(caller)))
                .putHeader(TraceContext.HEADER, TraceContext.current().traceparent())
                .putHeader("Content-Type", "application/json");
    }

    private static Caller inner(Caller caller) {
        var scopes = new HashSet<>(caller.scopes());
        scopes.add(Scopes.INTERNAL);
        return new Caller(
                caller.tenant(),
                caller.user(),
                scopes,
                caller.plan(),
                caller.key(),
                caller.models(),
                caller.uncounted());
    }
}
