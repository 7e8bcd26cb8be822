package io.focusforge.ai.cache;

import io.vertx.core.Future;
import java.util.List;

/** Questions that were answered, by scope: the newest few of each. */
interface Questions {
    /** @param request the hash of the request whose answer is kept */
    record Known(float[] vector, Hash request) {}

    Future<List<Known>> of(CacheKey scope);

    Future<Void> add(CacheKey scope, Known question);
}
