package io.focusforge.ai.chat;

import io.focusforge.common.identity.Caller;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * One chat completion to be done.
 *
 * @param bound how long the caller waits; null when it does not say
 * @param gone fails when the client goes away
 */
record ChatCall(Caller caller, ChatRequest request, Duration bound, CompletableFuture<Void> gone) {}
