package io.focusforge.ai.batch;

import com.fasterxml.jackson.core.JsonParseException;
import io.focusforge.ai.chat.AnswerHeaders;
import io.focusforge.ai.chat.ChatCall;
import io.focusforge.ai.chat.ChatCalls;
import io.focusforge.ai.chat.ChatRequest;
import io.focusforge.ai.chat.CompletionAnswers;
import io.focusforge.ai.provider.Providers;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.trace.TraceContext;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** Answers the requests of a batch. What goes wrong with one is its answer, and nothing to the others. */
@ApplicationScoped
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

    /** In the order of the requests. Of the answer over HTTP only the headers are set. */
    public List<BatchAnswer> answer(BatchRequest batch, RoutingContext http) {
        var headers = new BatchHeaders();
        try {
            return answer(batch, http, headers);
        } finally {
            headers.write(ChatCalls.headers(http.response()));
        }
    }

    private List<BatchAnswer> answer(BatchRequest batch, RoutingContext http, BatchHeaders headers) {
        var opened = batch.requests().stream()
                .map(item -> open(item, http, headers.ofOne()))
                .toList();
        var trace = TraceContext.current();
        var shares = new ConcurrentHashMap<String, Semaphore>();
        var asked = batch.maxConcurrency() == 0 ? config.maxConcurrency() : batch.maxConcurrency();
        return InOrder.map(opened, Math.min(asked, config.maxConcurrency()), one -> {
            trace.enter();
            return one.call() == null ? one.refused() : withinShare(one, shares);
        });
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

    /** A batch does not run into the concurrency that a provider allows; that others take of it is another matter. */
    private BatchAnswer withinShare(Opened one, Map<String, Semaphore> shares) {
        var share = shares.computeIfAbsent(one.call().route().first().provider(), this::share);
        share.acquireUninterruptibly();
        try {
            return ask(one);
        } finally {
            share.release();
        }
    }

    private Semaphore share(String provider) {
        var known = providers.get(provider);
        return new Semaphore(
                known == null ? config.maxConcurrency() : known.config().maxConcurrency());
    }

    private BatchAnswer ask(Opened one) {
        var item = one.item();
        try {
            if (one.call().gone().isDone()) {
                throw new ProblemException(ErrorCode.TIMEOUT, "The client went away.");
            }
            var key = IdempotencyKey.of(item.idempotencyKey(), "POST /v1/chat/completions", item.body());
            return BatchAnswer.of(item, answers.body(one.call(), key));
        } catch (ProblemException e) {
            return BatchAnswer.of(item, e);
        } catch (RuntimeException e) {
            LOG.error("A request of a batch failed", e);
            return BatchAnswer.of(
                    item, new ProblemException(ErrorCode.INTERNAL_ERROR, "Something went wrong on our side."));
        }
    }
}
