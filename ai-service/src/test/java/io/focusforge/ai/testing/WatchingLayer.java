package io.focusforge.ai.testing;

import io.focusforge.ai.chat.AnswerSink;
import io.focusforge.ai.chat.ChatCall;
import io.focusforge.ai.chat.ChatLayer;
import io.focusforge.ai.chat.ChatModel;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Behind all others, next to the model: looks where a call is that has the header {@value #WATCH}, and breaks the one that has the header
 * {@value #BREAK}.
 */
@ApplicationScoped
@Priority(ChatLayer.LIMITS - 500)
public class WatchingLayer implements ChatLayer {
    public static final String WATCH = "x-test-watch";
    public static final String BREAK = "x-test-break";

    private final Map<String, Queue<Place>> seen = new ConcurrentHashMap<>();

    /** Where something of a call was done. */
    public record Place(boolean eventLoop, boolean virtual, Context context) {
        static Place here() {
            return new Place(
                    Context.isOnEventLoopThread(), Thread.currentThread().isVirtual(), Vertx.currentContext());
        }
    }

    /** Before the model was asked, at each piece of its answer, and behind it. */
    public Queue<Place> places(String call) {
        return seen.get(call);
    }

    @Override
    public Future<Void> answer(ChatCall call, AnswerSink client, ChatModel inner) {
        if (call.options().header(BREAK) != null) {
            throw new AssertionError("broken as wished");
        }
        var id = call.options().header(WATCH);
        if (id == null) {
            return inner.answer(call, client);
        }
        var places = seen.computeIfAbsent(id, unseen -> new ConcurrentLinkedQueue<>());
        places.add(Place.here());
        return inner.answer(call, new Watched(client, places)).onComplete(ended -> places.add(Place.here()));
    }

    private record Watched(AnswerSink client, Queue<Place> places) implements AnswerSink {
        @Override
        public boolean hasBegun() {
            return client.hasBegun();
        }

        @Override
        public void write(Buffer bytes) {
            places.add(Place.here());
            client.write(bytes);
        }

        @Override
        public boolean hasRoom(Runnable whenDrained) {
            return client.hasRoom(whenDrained);
        }
    }
}
