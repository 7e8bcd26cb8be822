/**
 * Owns the way to the configured model providers: which model is whose, and one guarded call, with its time limit, retries,
 * breaker, concurrency limit and request limit. What is asked and what becomes of the answer is the business of the caller.
 */
package io.focusforge.ai.provider;
