package io.focusforge.memory.rerank;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A model that puts found pieces of documents into a better order. */
@ConfigMapping(prefix = "focusforge.documents.rerank")
public interface RerankConfig {
    /**
     * Where it is asked: `http://reranker:8000/v1/rerank`, or whatever takes `{model, query, documents}` and answers with
     * `{results: [{index, relevance_score}]}`. Absent: hits keep the order that search gives them.
     */
    Optional<URI> url();

    /** The model to ask for. */
    Optional<String> model();

    /** Sent as `Authorization: Bearer …`. */
    Optional<String> apiKey();

    /** How long an answer may take; then hits keep their order, and the search is marked as degraded. */
    @WithDefault("400MS")
    Duration timeout();

    /** How long it is not asked again when it has failed. */
    @WithDefault("5S")
    Duration retryAfter();

    /** Searches that ask it at the same time; those beyond keep their order. */
    @WithDefault("32")
    int connections();
}
