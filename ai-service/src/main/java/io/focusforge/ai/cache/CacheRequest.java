package io.focusforge.ai.cache;

import java.util.Optional;

/** A request's body as the cache needs it: what it asks, and what it wishes of the cache. */
public final class CacheRequest {
    /** The kind of {@code /v1/chat/completions}. */
    public static final String CHAT = "chat";

    private final CanonicalRequest canonical;
    private final CacheWish wish;

    private CacheRequest(CanonicalRequest canonical, CacheWish wish) {
        this.canonical = canonical;
        this.wish = wish;
    }

    /**
     * @param kind the endpoint, such as {@link #CHAT}
     * @param body a JSON object: a parser has been over it before
     * @param cacheControl the header; null when there is none
     * @throws io.focusforge.common.problem.ProblemException when the field {@code cache} is not understood
     */
    public static CacheRequest of(String kind, byte[] body, String cacheControl) {
        var canonical = CanonicalRequest.of(kind, body).orElse(null);
        var said = CacheField.parse(canonical == null ? null : canonical.wish());
        return new CacheRequest(canonical, said.over(CacheControl.parse(cacheControl)));
    }

    /** Whether the body has a field {@code cache}. */
    public boolean hasField() {
        return canonical != null && canonical.wish() != null;
    }

    /** The body without it. */
    public byte[] withoutField() {
        return canonical.withoutWish();
    }

    /** Empty for a body of more parts than the cache looks at. */
    Optional<CanonicalRequest> canonical() {
        return Optional.ofNullable(canonical);
    }

    CacheWish wish() {
        return wish;
    }
}
