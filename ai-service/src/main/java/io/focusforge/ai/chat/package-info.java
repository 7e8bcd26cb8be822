/**
 * Owns the way of a chat completion, which is the same for every protocol that ends in one:
 *
 * <pre>
 *   ChatRequest.parse ─▶ ChatCalls.open (caller, route, wishes) ─▶ ChatPipeline ─▶ layers ─▶ RoutedChat ─▶ ProviderChat
 *                                                                                    limits     targets      one attempt,
 *                                                                                    cache      in turn      settled
 * </pre>
 *
 * All of it passes on futures, on the Vert.x context of the call ({@link io.focusforge.ai.step}), and blocks nowhere. A limit or a cache
 * hooks in as a bean of type {@link io.focusforge.ai.chat.ChatLayer}: it may refuse (throw, or fail), answer by itself (write
 * to the sink, in whole frames, and not call the inner model), look at what passes (hand the inner model a sink of its own), set headers
 * ({@code call.report().header(…)}, before the first byte), and see afterwards, by {@code andThen} on what the inner model gives, what was
 * used ({@code call.report().spent()}). Every attempt that used something is settled in {@code ProviderChat.settle}: price, ledger,
 * metrics. Another protocol makes a {@code ChatRequest} of what it got, and gives {@code ChatPipeline.answer} a sink that translates.
 */
package io.focusforge.ai.chat;
