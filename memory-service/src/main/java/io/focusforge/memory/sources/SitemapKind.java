package io.focusforge.memory.sources;

import io.focusforge.common.outbound.Download;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The pages of a sitemap, or of the sitemaps of an index, that are at the sitemap's own host. */
@ApplicationScoped
class SitemapKind implements Kind<Place.Sitemap> {
    private static final int MOST_SITEMAPS = 50;

    private final Web web;
    private final PageFetch pages;

    SitemapKind(Web web, PageFetch pages) {
        this.web = web;
        this.pages = pages;
    }

    @Override
    public Class<Place.Sitemap> place() {
        return Place.Sitemap.class;
    }

    @Override
    public void check(UUID tenant, Place.Sitemap place) {
        UrlsKind.requireUrl("place.url", place.url());
    }

    @Override
    public Listing list(UUID tenant, Place.Sitemap place, int limit) throws IOException, InterruptedException {
        var file = Files.createTempFile("sitemap", ".xml");
        try {
            return list(place.url(), limit, file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public Taken take(UUID tenant, Place.Sitemap place, Item item, Path file) throws IOException, InterruptedException {
        return pages.take(item, file);
    }

    private Listing list(String url, int limit, Path file) throws IOException, InterruptedException {
        var found = new Found(URI.create(url).getHost(), limit);
        var problem = fetch(url, file);
        if (problem != null) {
            return problem;
        }
        var first = read(file, limit);
        if (first == null) {
            return new Listing.Failed("is no sitemap");
        }
        if (!first.isIndex()) {
            return found.add(first).listing();
        }
        if (first.entries().size() > MOST_SITEMAPS) {
            return new Listing.Failed("names more than %d sitemaps".formatted(MOST_SITEMAPS));
        }
        for (var sitemap : first.entries()) {
            problem = fetch(sitemap.name(), file);
            var next = problem == null ? read(file, limit) : null;
            if (next == null) {
                return new Listing.Failed("names a sitemap that cannot be read: " + sitemap.name());
            }
            found.add(next);
        }
        return found.listing();
    }

    private static SitemapReader.Sitemap read(Path file, int limit) {
        try {
            return SitemapReader.read(file, limit + 1);
        } catch (IOException e) {
            return null;
        }
    }

    /** @return null when it is in the file */
    private Listing.Failed fetch(String url, Path file) throws IOException, InterruptedException {
        return switch (web.fetch(url, file, Map.of())) {
            case Download.Outcome.Fetched _ -> null;
            case Download.Outcome.Answered(var status) -> new Listing.Failed("answered " + status);
            case Download.Outcome.Refused(var reason) -> new Listing.Failed(reason);
            case Download.Outcome.Failed(var reason) -> new Listing.Failed(reason);
            case Download.Outcome.TooLarge _ -> new Listing.Failed("is too large");
        };
    }

    /** Pages as they are found, each once. */
    private static final class Found {
        private final Map<String, Listing.Entry> pages = new LinkedHashMap<>();
        private final String host;
        private final int limit;

        Found(String host, int limit) {
            this.host = host;
            this.limit = limit;
        }

        Found add(SitemapReader.Sitemap sitemap) {
            sitemap.entries().stream().filter(this::isHere).forEach(page -> {
                if (pages.size() < limit) {
                    pages.putIfAbsent(page.name(), page);
                }
            });
            return this;
        }

        Listing listing() {
            return pages.isEmpty()
                    ? new Listing.Failed("lists no page of its own host")
                    : new Listing.Listed(pages.values().stream().toList());
        }

        private boolean isHere(Listing.Entry page) {
            try {
                return page.name().length() <= Place.LONGEST_URL
                        && host.equalsIgnoreCase(URI.create(page.name()).getHost());
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }
}
