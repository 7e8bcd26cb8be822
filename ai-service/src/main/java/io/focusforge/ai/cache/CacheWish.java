package io.focusforge.ai.cache;

import java.time.Duration;

/**
 * What a request says of the cache. What it does not say is null.
 *
 * @param use whether the cache is to be used at all
 * @param maxAge the oldest answer that will do
 * @param noCache asks anew, and keeps the answer
 * @param noStore keeps nothing
 */
record CacheWish(
        Boolean use,
        Duration ttl,
        Duration maxAge,
        boolean noCache,
        boolean noStore,
        String namespace,
        Share share,
        Boolean semantic) {
    static final CacheWish NONE = new CacheWish(null, null, null, false, false, null, null, null);

    CacheWish {
        if (ttl != null && ttl.toSeconds() < 1) {
            throw new IllegalArgumentException("an answer is kept for a second at least");
        }
    }

    /** The header adds to what the body says; where both say something, the body holds. */
    CacheWish over(CacheWish header) {
        return new CacheWish(
                use == null ? header.use : use,
                ttl == null ? header.ttl : ttl,
                maxAge == null ? header.maxAge : maxAge,
                noCache || header.noCache,
                noStore || header.noStore,
                namespace,
                share,
                semantic);
    }
}
