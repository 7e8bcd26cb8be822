package io.focusforge.orchestrator.conversation;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the events of one answer into Redis, those of some milliseconds together, one request after the other. At the first failure it gives up: whoever
 * follows elsewhere is told the rest when the answer is over. Of the answer's context.
 */
final class Broadcast {
    private static final long MOMENT_MILLIS = 25;

    private final Vertx vertx;
    private final Context context;
    private final WordsInRedis redis;
    private final AnswerKey answer;
    private List<String> waiting = new ArrayList<>();
    private boolean begun;
    private boolean lost;
    private boolean busy;

    Broadcast(Vertx vertx, Context context, WordsInRedis redis, AnswerKey answer) {
        this.vertx = vertx;
        this.context = context;
        this.redis = redis;
        this.answer = answer;
    }

    void add(Entry entry) {
        if (!lost) {
            waiting.add(entry.write());
            if (!busy) {
                busy = true;
                vertx.setTimer(MOMENT_MILLIS, due -> context.runOnContext(here -> send()));
            }
        }
    }

    private void send() {
        var entries = waiting;
        waiting = new ArrayList<>();
        var first = !begun;
        begun = true;
        redis.add(answer, entries, first)
                .onComplete(added -> context.runOnContext(here -> sent(added.succeeded() && added.result() > 0)));
    }

    private void sent(boolean isThere) {
        lost = !isThere;
        if (lost || waiting.isEmpty()) {
            busy = false;
            waiting = lost ? List.of() : waiting;
        } else {
            send();
        }
    }
}
