package io.focusforge.memory.rerank;

import io.focusforge.memory.chunks.Reranker;
import io.quarkus.arc.DefaultBean;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** The one that the configuration names; where it names none, nobody knows better. */
class Rerankers {
    @Produces
    @DefaultBean
    @ApplicationScoped
    Reranker reranker(RerankConfig config, Vertx vertx, Clock clock) {
        return config.url()
                .<Reranker>map(url -> new HttpReranker(new RerankClient(vertx, config, url), config, clock))
                .orElse((caller, query, hits) -> hits);
    }
}
