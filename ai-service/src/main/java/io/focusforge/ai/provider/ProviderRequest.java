package io.focusforge.ai.provider;

import io.vertx.core.buffer.Buffer;
import java.util.concurrent.CompletableFuture;

/**
 * One thing to ask of a provider.
 *
 * @param gone fails when the client went away; the call to the provider is then cancelled
 */
public record ProviderRequest(Buffer body, Deadline deadline, CompletableFuture<Void> gone) {}
