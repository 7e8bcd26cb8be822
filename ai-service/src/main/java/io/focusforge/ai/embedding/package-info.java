/**
 * Owns the embeddings: the MiniLM model in process, the few threads that it computes on, the cache that embeds a text once; the models of
 * providers, whose callers are joined; and {@code POST /v1/embeddings}.
 */
package io.focusforge.ai.embedding;
