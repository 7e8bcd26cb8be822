package io.focusforge.ai.batch;

import com.fasterxml.jackson.core.JsonParseException;
import io.focusforge.ai.chat.AnswerHeaders;
import io.focusforge.ai.chat.ChatCall;
import io.focusforge.ai.chat.ChatCalls;
import io.focusforge.ai.chat.ChatRequest;
import io.focusforge.ai.chat.CompletionAnswers;
import io.focusforge.ai.provider.Providers;
import io.focusforge.ai.step.Step;
import io.focusforge.ai.step.Waiting;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** Answers the requests of a batch. What goes wrong with one is its answer, and nothing to the others. */
@Singleton
public class BatchAnswers {
    private static final Logger LOG = Logger.getLogger(BatchAnswers.class);

    private final ChatCalls calls;
    private final CompletionAnswers answers;
    private final Providers providers;
    private final BatchConfig config;

    BatchAnswers(ChatCalls calls, CompletionAnswers answers, Providers providers, BatchConfig config) {
        this.calls = calls;
        this.answers = answers;
        this.providers = providers;
        this.config = config;
    }

    /** A request that is ready to be asked, or the answer that it has already. */
    private record Opened(BatchRequest.Item item, ChatCall call, BatchAnswer refused) {}

    /** Blocking: call it on a virtual thread. In the order of the requests; of the answer over HTTP only the headers are set. */
    public List<BatchAnswer> answer(BatchRequest batch, RoutingContext http) {
        var headers = new BatchHeaders();
        try {
            var opened = batch.requests().stream()
                    .map(item -> open(item, http, headers.ofOne()))
                    .toList();
            return Waiting.forAll(() -> answer(opened, atOnce(batch)));
        } finally {
            headers.write(ChatCalls.headers(http.response()));
        }
    }

    private int atOnce(BatchRequest batch) {
        return batch.maxConcurrency() == 0
                ? config.maxConcurrency()
                : Math.min(batch.maxConcurrency(), config.maxConcurrency());
    }

    private Future<List<BatchAnswer>> answer(List<Opened> opened, int atOnce) {
        var shares = new Shares(providers, config.maxConcurrency());
        return InOrder.map(
                opened,
                atOnce,
                one -> one.call() == null
                        ? Future.succeededFuture(one.refused())
                        : shares.within(one.call().route().first().provider(), () -> ask(one)));
    }

    private Opened open(BatchRequest.Item item, RoutingContext http, AnswerHeaders headers) {
        try {
            var request = ChatRequest.parse(item.body());
            if (request.isStream()) {
                throw ProblemException.invalid("stream", "must be false or left out: a batch is answered in one piece");
            }
            return new Opened(item, calls.open(request, http, headers), null);
        } catch (ProblemException e) {
            return new Opened(item, null, BatchAnswer.of(item, e));
        } catch (JsonParseException e) {
            var unreadable = new ProblemException(ErrorCode.INVALID_JSON, "The body cannot be read as JSON.");
            return new Opened(item, null, BatchAnswer.of(item, unreadable));
        }
    }

    private Future<BatchAnswer> ask(Opened one) {
        var item = one.item();
        return Step.of(() -> body(item, one.call()))
                .map(body -> BatchAnswer.of(item, body))
                .otherwise(failure -> BatchAnswer.of(item, said(failure)));
    }

    private Future<Buffer> body(BatchRequest.Item item, ChatCall call) {
        if (call.gone().isDone()) {
            throw new ProblemException(ErrorCode.TIMEOUT, "The client went away.");
        }
        return answers.body(call, IdempotencyKey.of(item.idempotencyKey(), "POST /v1/chat/completions", item.body()));
    }

    private static ProblemException said(Throwable failure) {
        if (failure instanceof ProblemException problem) {
            return problem;
        }
        LOG.error("A request of a batch failed", failure);
        return new ProblemException(ErrorCode.INTERNAL_ERROR, "Something went wrong on our side.");
    }
}
