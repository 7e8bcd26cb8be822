package io.focusforge.ai.cache;

import com.fasterxml.jackson.core.JsonParseException;
import io.focusforge.ai.chat.AnswerSink;
import io.focusforge.ai.chat.ChatCall;
import io.focusforge.ai.chat.ChatLayer;
import io.focusforge.ai.chat.ChatModel;
import io.focusforge.ai.chat.ChatSpans;
import io.focusforge.ai.limit.Standings;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.usage.TokenUsage;
import io.focusforge.ai.usage.UsageLedger;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;

/**
 * Answers chat completions from the cache, and keeps what the models answer. It comes before the limits of tokens and money, which
 * protect the models: an answer from here costs none of them. The gateway has counted the request by then.
 */
@ApplicationScoped
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
    public void answer(ChatCall call, AnswerSink client, ChatModel inner) {
        var request = CacheRequest.of(
                kind(call), call.request().body(), call.options().header(CACHE_CONTROL));
        var found = cache.look(new Asked(call.caller(), request, call.options().bound(), call.gone()));
        call.report().header(CacheStatus.HEADER, found.status().label());
        switch (found) {
            case Lookup.Hit hit -> give(hit, call, client);
            case Lookup.Miss miss -> ask(miss.recording(), passed(call, request), client, inner);
        }
    }

    private static String kind(ChatCall call) {
        return switch (call.request().endpoint()) {
            case CHAT -> CacheRequest.CHAT;
            case TEXT -> "text";
        };
    }

    private void give(Lookup.Hit hit, ChatCall call, AnswerSink client) {
        var origin = hit.answer().origin();
        ledger.countChat(call.caller(), "cache:" + origin.model(), NONE);
        call.report().header("Age", Long.toString(hit.age().toSeconds()));
        standings.tell(call.caller(), call.route().first().model(), call.report()::header);
        var model = new ProviderModel(origin.provider(), origin.model());
        call.report().answeredBefore(model);
        spans.again(call, model, hit.status().label(), hit.answer().body());
        client.write(Buffer.buffer(hit.answer().body()));
    }

    private static void ask(Recording recording, ChatCall call, AnswerSink client, ChatModel inner) {
        try (recording) {
            if (!recording.listens()) {
                inner.answer(call, client);
                return;
            }
            var sink = new RecordingSink(client, recording, call.request().isStream());
            inner.answer(call, sink);
            if (!call.report().isRestarted()) {
                sink.ended(origin(call));
            }
        }
    }

    private static Origin origin(ChatCall call) {
        var target = call.report().target();
        var tokens = call.report().spent().tokens();
        return new Origin(target.provider(), target.model(), tokens.prompt(), tokens.completion());
    }

    /** No provider is to see what the caller says of the cache. */
    private static ChatCall passed(ChatCall call, CacheRequest request) {
        if (!request.hasField()) {
            return call;
        }
        try {
            var without = call.request().withBody(request.withoutField());
            return new ChatCall(call.caller(), without, call.route(), call.options(), call.gone(), call.report());
        } catch (JsonParseException e) {
            throw new UncheckedIOException(e);
        }
    }
}
