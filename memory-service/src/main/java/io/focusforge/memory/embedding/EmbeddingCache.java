package io.focusforge.memory.embedding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The embeddings of the texts that were asked for last: what a task is searched with is remembered a moment later. Kept apart by tenant,
 * so that none can tell by the time of an answer what another has asked.
 */
@ApplicationScoped
class EmbeddingCache {
    private final Cache<Key, Embedding> embeddings;

    EmbeddingCache(EmbeddingConfig config) {
        this.embeddings = Caffeine.newBuilder()
                .maximumWeight(config.cacheSize().asLongValue())
                .expireAfterAccess(config.cacheFor())
                .weigher((Key key, Embedding embedding) -> weight(key, embedding))
                .build();
    }

    private record Key(UUID tenant, String model, String text) {}

    /** Those that are known, by text. */
    Map<String, Embedding> known(UUID tenant, String model, List<String> texts) {
        var known = new HashMap<String, Embedding>();
        for (var text : texts) {
            var embedding = embeddings.getIfPresent(new Key(tenant, model, text));
            if (embedding != null) {
                known.put(text, embedding);
            }
        }
        return known;
    }

    void put(UUID tenant, String model, String text, Embedding embedding) {
        embeddings.put(new Key(tenant, model, text), embedding);
    }

    private static int weight(Key key, Embedding embedding) {
        return key.text().getBytes(StandardCharsets.UTF_8).length + embedding.bytes().length;
    }
}
