package io.focusforge.memory.sources;

import io.focusforge.common.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;

/** Pages that are named one by one. */
@ApplicationScoped
class UrlsKind implements Kind<Place.Urls> {
    private final PageFetch pages;

    UrlsKind(PageFetch pages) {
        this.pages = pages;
    }

    @Override
    public Class<Place.Urls> place() {
        return Place.Urls.class;
    }

    @Override
    public void check(UUID tenant, Place.Urls place) {
        for (var i = 0; i < place.urls().size(); i++) {
            requireUrl("place.urls[%d]".formatted(i), place.urls().get(i));
        }
    }

    @Override
    public Listing list(UUID tenant, Place.Urls place, int limit) {
        return new Listing.Listed(place.urls().stream()
                .distinct()
                .limit(limit)
                .map(url -> new Listing.Entry(url, null))
                .toList());
    }

    @Override
    public Taken take(UUID tenant, Place.Urls place, Item item, Path file) throws IOException, InterruptedException {
        return pages.take(item, file);
    }

    /** What can be said of a URL without asking the network; the rest is judged at each call. */
    static void requireUrl(String field, String url) {
        try {
            var uri = new URI(url);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null) {
                return;
            }
        } catch (java.net.URISyntaxException e) {
            throw ProblemException.invalid(field, "is no URL");
        }
        throw ProblemException.invalid(
                field, "must begin with https:// or http://, name a host, and hold no credentials");
    }
}
