package io.focusforge.ai.cache;

import io.focusforge.common.identity.Caller;
import java.time.Duration;

/**
 * What the cache does for one request.
 *
 * @param maxAge the oldest answer that will do
 */
record CachePolicy(boolean reads, boolean keeps, Duration ttl, Duration maxAge, Pool pool, boolean semantic) {
    static CachePolicy of(CacheWish wish, Caller caller, ModelCacheConfig config) {
        var tenant = config.tenants().get(caller.tenant().toString());
        var on = wish.use() != null ? wish.use() : enabled(config, tenant);
        var ttl = wish.ttl() != null ? wish.ttl() : ttl(config, tenant);
        var share = wish.share() != null ? wish.share() : share(config, tenant);
        var namespace = wish.namespace() != null ? wish.namespace() : CacheField.DEFAULT_NAMESPACE;
        return new CachePolicy(
                on && !wish.noCache(),
                on && !wish.noStore(),
                ttl.compareTo(config.maxTtl()) > 0 ? config.maxTtl() : ttl,
                wish.maxAge() != null ? wish.maxAge() : config.maxTtl(),
                new Pool(caller.tenant(), share == Share.TENANT ? null : caller.user(), namespace),
                wish.semantic() != null ? wish.semantic() : semantic(config, tenant));
    }

    boolean isOff() {
        return !reads && !keeps;
    }

    private static boolean enabled(ModelCacheConfig config, ModelCacheConfig.OfTenant tenant) {
        return tenant == null ? config.enabled() : tenant.enabled().orElse(config.enabled());
    }

    private static Duration ttl(ModelCacheConfig config, ModelCacheConfig.OfTenant tenant) {
        return tenant == null ? config.ttl() : tenant.ttl().orElse(config.ttl());
    }

    private static Share share(ModelCacheConfig config, ModelCacheConfig.OfTenant tenant) {
        return tenant == null ? config.share() : tenant.share().orElse(config.share());
    }

    private static boolean semantic(ModelCacheConfig config, ModelCacheConfig.OfTenant tenant) {
        var all = config.semantic().enabled();
        return tenant == null ? all : tenant.semantic().orElse(all);
    }
}
