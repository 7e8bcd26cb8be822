/**
 * Owns whether a model of a provider is called at all: a breaker for each, whose state all replicas share over Redis within a second,
 * and which lets one call of all replicas together try a model that had failed. While Redis is away, each replica goes by what it
 * sees itself.
 */
package io.focusforge.ai.breaker;
