package io.focusforge.ai.chat;

import io.vertx.core.Future;

/**
 * Something that every chat completion passes on its way to a model: a limit, a cache. A bean of this type is in the pipeline; the
 * one with the higher {@code @Priority} comes first. Before the first byte is written it may set headers by {@link CallReport#header};
 * after the inner call, also one that failed, {@link CallReport#spent} says what was used.
 */
public interface ChatLayer {
    /** The priority of the layer that reserves limits. */
    int LIMITS = 3000;
    /** The priority of the layer that answers from a cache. */
    int CACHE = 2000;

    /** What it throws is the failure of the call. */
    Future<Void> answer(ChatCall call, AnswerSink client, ChatModel inner);
}
