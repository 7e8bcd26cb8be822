/**
 * Owns what callers may use of the models: requests, tokens, calls at once and money, for each key, user, tenant and model. A call reserves
 * all of it at once in Redis, so that any number of pods admit together exactly what is allowed, and settles what it used; while Redis
 * is away each pod has its share.
 */
package io.focusforge.ai.limit;
