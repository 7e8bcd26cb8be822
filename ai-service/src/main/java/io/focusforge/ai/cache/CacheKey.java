package io.focusforge.ai.cache;

/** One request of one pool. */
record CacheKey(Pool pool, Hash request) {
    String entry() {
        return name("e");
    }

    String lease() {
        return name("l");
    }

    /** The generation of the namespace: what was kept in another one is gone. */
    static String generation(Pool.Namespace namespace) {
        return "ff:{%s}:mc:g:%s".formatted(namespace.tenant(), namespace.name());
    }

    String name(String kind) {
        return "ff:{" + pool.tenant() + "}:mc:" + kind + ':' + (pool.user() == null ? "-" : pool.user()) + ':'
                + pool.namespace() + ':' + request.hex();
    }
}
