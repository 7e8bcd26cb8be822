package io.focusforge.ai.chat;

import io.focusforge.ai.limit.LimitHeaders;
import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.focusforge.ai.routing.Router;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.overload.OwnPart;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.trace.TraceContext;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;

/** Makes a call of a request that came over HTTP. */
@Singleton
public class ChatCalls {
    static final String CONVERSATION = "x-focusforge-conversation";
    private static final int LONGEST_CONVERSATION = 256;
    private static final String LIMITS = "RateLimit";

    private final Router router;
    private final CurrentCaller caller;
    private final Clock clock;

    ChatCalls(Router router, CurrentCaller caller, Clock clock) {
        this.router = router;
        this.caller = caller;
        this.clock = clock;
    }

    /** @throws ProblemException when a header cannot be understood, the key may not use the model, or there is none */
    public ChatCall open(ChatRequest request, RoutingContext http) {
        return open(request, http, headers(http.response()));
    }

    /** One of several calls in one request over HTTP: the headers of its answer are its own. */
    public ChatCall open(ChatRequest request, RoutingContext http, AnswerHeaders headers) {
        return open(request, http, headers, caller.get());
    }

    /** For a caller who is known already. */
    ChatCall open(ChatRequest request, RoutingContext http, Caller who) {
        return open(request, http, headers(http.response()), who);
    }

    private ChatCall open(ChatRequest request, RoutingContext http, AnswerHeaders headers, Caller who) {
        var from = http.request();
        var options = new CallOptions(
                CallerBound.parse(from.getHeader(CallerBound.HEADER)),
                OnStreamFailure.parse(from.getHeader(OnStreamFailure.HEADER)),
                from::getHeader);
        who.requireModel(request.model());
        var route = router.route(request.model(), conversation(who, request, from.getHeader(CONVERSATION)));
        OwnPart.endOf(http);
        var report = new CallReport(headers, clock.instant());
        report.header(AnswerHeaders.REQUEST_ID, TraceContext.currentTraceId());
        return new ChatCall(who, request, route, options, gone(http), report);
    }

    private static String conversation(Caller caller, ChatRequest request, String header) {
        var conversation = header != null ? header : request.conversation();
        if (conversation == null || conversation.isEmpty()) {
            return null;
        }
        if (conversation.length() > LONGEST_CONVERSATION) {
            throw ProblemException.invalid(
                    header != null ? CONVERSATION : "metadata.conversation_id", "must not be longer than 256");
        }
        return caller.tenant() + "/" + conversation;
    }

    /** Those of this answer. */
    public static AnswerHeaders headers(HttpServerResponse response) {
        return (name, value) -> {
            if (!response.headWritten()) {
                response.putHeader(
                        name,
                        name.startsWith(LIMITS)
                                ? LimitHeaders.inPlaceOf(response.headers().get(name), value)
                                : value);
            }
        };
    }

    /** Fails when the client goes away. */
    public static CompletableFuture<Void> gone(RoutingContext http) {
        var gone = new CompletableFuture<Void>();
        http.addEndHandler(end -> {
            if (end.failed()) {
                gone.completeExceptionally(new UpstreamFailure(Kind.CLIENT_GONE, "the connection was closed"));
            }
        });
        return gone;
    }
}
