package io.focusforge.ai.cache;

import io.focusforge.ai.chat.AnswerSink;
import io.focusforge.ai.chat.ChatCall;
import io.focusforge.ai.chat.ChatLayer;
import io.focusforge.ai.chat.ChatModel;
import io.focusforge.ai.chat.ChatSpans;
import io.focusforge.ai.limit.Standings;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.step.Step;
import io.focusforge.ai.usage.TokenUsage;
import io.focusforge.ai.usage.UsageLedger;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

/**
 * Answers chat completions from the cache, and keeps what the models answer. It comes before the limits of tokens and money, which
 * protect the models: an answer from here costs none of them. The request itself is counted, by the gateway or here.
 */
@Singleton
@Priority(ChatLayer.LIMITS + 500)
class CacheLayer implements ChatLayer {
    private static final String CACHE_CONTROL = "Cache-Control";
    private static final TokenUsage NONE = new TokenUsage(0, 0, false);

    private final ModelCache cache;
    private final UsageLedger ledger;
    private final ChatSpans spans;
    private final Standings standings;

    CacheLayer(ModelCache cache, UsageLedger ledger, ChatSpans spans, Standings standings) {
        this.cache = cache;
        this.ledger = ledger;
        this.spans = spans;
        this.standings = standings;
    }

    @Override
    public Future<Void> answer(ChatCall call, AnswerSink client, ChatModel inner) {
        return read(call).compose(request -> answer(call, request, client, inner));
    }

    private static Future<CacheRequest> read(ChatCall call) {
        var body = call.request().body();
        return Step.over(
                body.length,
                () -> CacheRequest.of(kind(call), body, call.options().header(CACHE_CONTROL)));
    }

    private Future<Void> answer(ChatCall call, CacheRequest request, AnswerSink client, ChatModel inner) {
        return cache.look(new Asked(call.caller(), request, call.options().bound(), call.gone()))
                .compose(found -> {
                    call.report().header(CacheStatus.HEADER, found.status().label());
                    return switch (found) {
                        case Lookup.Hit hit -> give(hit, call, client);
                        case Lookup.Miss miss -> ask(miss.recording(), call, request, client, inner);
                    };
                });
    }

    private static String kind(ChatCall call) {
        return switch (call.request().endpoint()) {
            case CHAT -> CacheRequest.CHAT;
            case TEXT -> "text";
        };
    }

    private Future<Void> give(Lookup.Hit hit, ChatCall call, AnswerSink client) {
        return standings
                .tell(call.caller(), call.route().first().model(), call.report()::header)
                .map(told -> write(hit, call, client));
    }

    private Void write(Lookup.Hit hit, ChatCall call, AnswerSink client) {
        var origin = hit.answer().origin();
        ledger.countChat(call.caller(), "cache:" + origin.model(), NONE);
        call.report().header("Age", Long.toString(hit.age().toSeconds()));
        var model = new ProviderModel(origin.provider(), origin.model());
        call.report().answeredBefore(model);
        spans.again(call, model, hit.status().label(), hit.answer().body());
        client.write(Buffer.buffer(hit.answer().body()));
        return null;
    }

    private static Future<Void> ask(
            Recording recording, ChatCall call, CacheRequest request, AnswerSink client, ChatModel inner) {
        return passed(call, request)
                .compose(passed ->
                        recording.listens() ? record(recording, passed, client, inner) : inner.answer(passed, client))
                .andThen(ended -> recording.close());
    }

    private static Future<Void> record(Recording recording, ChatCall call, AnswerSink client, ChatModel inner) {
        var sink = new RecordingSink(client, recording, call.request().isStream());
        return inner.answer(call, sink)
                .compose(answered -> call.report().isRestarted() ? Future.succeededFuture() : sink.ended(origin(call)));
    }

    private static Origin origin(ChatCall call) {
        var target = call.report().target();
        var tokens = call.report().spent().tokens();
        return new Origin(target.provider(), target.model(), tokens.prompt(), tokens.completion());
    }

    /** No provider is to see what the caller says of the cache. */
    private static Future<ChatCall> passed(ChatCall call, CacheRequest request) {
        return request.hasField()
                ? Step.over(
                        call.request().body().length,
                        () -> call.with(call.request().withBody(request.withoutField())))
                : Future.succeededFuture(call);
    }
}
