package io.focusforge.ai.chat;

import io.focusforge.ai.routing.Route;
import io.focusforge.common.identity.Caller;
import java.util.concurrent.CompletableFuture;

/**
 * One chat completion to be done.
 *
 * @param route the targets that may answer; the first is the one that will, unless it fails
 * @param gone fails when the client goes away
 */
public record ChatCall(
        Caller caller,
        ChatRequest request,
        Route route,
        CallOptions options,
        CompletableFuture<Void> gone,
        CallReport report) {
    /** The same call with another body. */
    public ChatCall with(ChatRequest other) {
        return new ChatCall(caller, other, route, options, gone, report);
    }
}
