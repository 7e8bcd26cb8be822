package io.focusforge.ai.cache;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The cache of models' answers. */
@ConfigMapping(prefix = "focusforge.model-cache")
public interface ModelCacheConfig {
    /** Whether requests that say nothing of the cache use it. */
    @WithDefault("false")
    boolean enabled();

    /** Who gets an answer again: `user`, only who asked; `tenant`, every user of the tenant whose requests share as well. */
    @WithDefault("user")
    Share share();

    /** How long an answer is kept. */
    @WithDefault("5M")
    Duration ttl();

    /** The longest time that a request can ask for. */
    @WithDefault("24H")
    Duration maxTtl();

    /** How much memory the answers take in each replica. */
    @WithDefault("64M")
    MemorySize memory();

    /** The largest answer that is kept. */
    @WithDefault("1M")
    MemorySize maxEntry();

    /** How long a call waits for the same one that is under way; then it is made on its own. */
    @WithDefault("10S")
    Duration waitFor();

    /** How long other replicas leave a call to the one that makes it; that one may have died. */
    @WithDefault("30S")
    Duration lease();

    /** How long a call waits for Redis before it goes without. */
    @WithDefault("100ms")
    Duration redisTimeout();

    /** How often a replica looks whether a namespace was dropped at another one, and whether Redis is there. */
    @WithDefault("250ms")
    Duration checkEvery();

    /** Tenants for whom something else holds, by id. */
    Map<String, OfTenant> tenants();

    /** Answers to questions that mean the same. */
    Semantic semantic();

    /** What holds for one tenant. */
    interface OfTenant {
        /** Whether requests that say nothing of the cache use it. */
        Optional<Boolean> enabled();

        /** Who gets an answer again. */
        Optional<Share> share();

        /** How long an answer is kept. */
        Optional<Duration> ttl();

        /** Whether a question that means the same will do. */
        Optional<Boolean> semantic();
    }

    /** Answers to questions that mean the same: never across tenants, users who do not share, models or parameters. */
    interface Semantic {
        /** Whether a question that means the same will do, for requests that do not say. */
        @WithDefault("false")
        boolean enabled();

        /** How near two questions must be: the cosine of their embeddings. */
        @WithDefault("0.95")
        @DecimalMin("0.5")
        @DecimalMax("1")
        double threshold();

        /** How many questions are compared with: the newest of the same tenant, user, model and parameters. */
        @WithDefault("200")
        @Min(1)
        int questions();

        /** How much memory the questions take in each replica; one needs about 2 KB. */
        @WithDefault("32M")
        MemorySize memory();
    }
}
