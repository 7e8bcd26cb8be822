package io.focusforge.orchestrator.conversation;

import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.sse.HttpOutlet;
import io.focusforge.common.sse.SseEvent;
import io.focusforge.common.sse.Watch;
import io.focusforge.common.sse.Written;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Answers over HTTP: as a stream, or in one piece. */
@ApplicationScoped
class Telling {
    private final AnswerWatches watches;
    private final Answers answers;
    private final AnswerConfig config;
    private final Clock clock;

    Telling(AnswerWatches watches, Answers answers, AnswerConfig config, Clock clock) {
        this.watches = watches;
        this.answers = answers;
        this.config = config;
        this.clock = clock;
    }

    static boolean wantsStream(Ask ask, RoutingContext http) {
        var accept = http.request().getHeader(HttpHeaders.ACCEPT);
        return ask.stream() || accept != null && accept.contains(SseEvent.MEDIA_TYPE);
    }

    /** Goes on behind what was seen. No content tells a browser's EventSource that it need not come back. */
    Response follow(AnswerRow row, Position seen, RoutingContext http) {
        if (row.state() != AnswerState.RUNNING && seen.isEnd()) {
            return Response.noContent().build();
        }
        var outlet = new HttpOutlet(http.response());
        var from = new AnswerWatches.Seen(seen, 0);
        watches.add(new Watch<>(row.key(), row.key().tenant(), from, outlet, clock.instant()));
        outlet.write(SseEvent.KEEP_ALIVE);
        return Response.ok(Written.ALREADY).build();
    }

    /** The whole answer, or, when that takes too long, where to look for it. */
    Response whole(AnswerKey key, CompletableFuture<Answer> done) {
        try {
            return whole(key, done.get(config.patience().toMillis(), TimeUnit.MILLISECONDS), false);
        } catch (TimeoutException e) {
            return whole(key, answers.get(key), false);
        } catch (ExecutionException e) {
            throw new ProblemException(
                    ErrorCode.UNAVAILABLE, "The answer cannot be kept right now; look for it later.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ErrorCode.UNAVAILABLE, "The service is being stopped; look for it later.");
        }
    }

    /** @param again whether it was asked for before, under the same key */
    Response whole(AnswerKey key, Answer answer, boolean again) {
        if (answer.state() == AnswerState.FAILED) {
            throw failure(answer);
        }
        return Response.status(answer.state() == AnswerState.RUNNING ? 202 : 201)
                .header(HttpHeaders.LOCATION, key.path())
                .header(IdempotencyKey.REPLAYED_HEADER, again ? true : null)
                .type(MediaType.APPLICATION_JSON)
                .entity(answer)
                .build();
    }

    private static ProblemException failure(Answer answer) {
        var code = Arrays.stream(ErrorCode.values())
                .filter(known -> known.code().equals(answer.error().code()))
                .findFirst()
                .orElse(ErrorCode.UNAVAILABLE);
        return new ProblemException(
                code,
                "%s What was asked is kept; POST %s/regenerate has it answered again."
                        .formatted(
                                answer.error().detail(),
                                "/api/v1/conversations/%s/answers/%s".formatted(answer.conversation(), answer.id())));
    }
}
