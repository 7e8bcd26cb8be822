package io.focusforge.memory.sources;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.focusforge.common.outbound.Download;
import io.focusforge.common.outbound.Downloads;
import io.focusforge.memory.documents.DocumentsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fetches pages as a guest should: what robots.txt allows, one after the other, and only what has changed. */
@ApplicationScoped
class Web {
    private static final int MOST_ROBOTS = 512 * 1024;
    private static final Duration ROBOTS_KEPT = Duration.ofHours(1);
    private static final int MOST_HOSTS = 1000;

    private final Downloads downloads;
    private final HostPace pace;
    private final SourcesConfig config;
    private final DocumentsConfig documents;
    private final Cache<String, Robots> robots = Caffeine.newBuilder()
            .maximumSize(MOST_HOSTS)
            .expireAfterWrite(ROBOTS_KEPT)
            .build();

    Web(Downloads downloads, HostPace pace, SourcesConfig config, DocumentsConfig documents) {
        this.downloads = downloads;
        this.pace = pace;
        this.config = config;
        this.documents = documents;
    }

    /** @param file is there, and takes the content */
    Download.Outcome fetch(String url, Path file, Map<String, String> headers)
            throws IOException, InterruptedException {
        final URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            return new Download.Outcome.Refused("is no URL");
        }
        if (uri.getHost() == null) {
            return new Download.Outcome.Refused("names no host");
        }
        var rules = robots(uri, file);
        if (rules.isEmpty()) {
            return new Download.Outcome.Failed("has a robots.txt that cannot be read at the moment");
        }
        if (!rules.get().allows(path(uri))) {
            return new Download.Outcome.Refused("is not for us, as its robots.txt says");
        }
        return call(url, uri, file, headers, interval(rules.get()));
    }

    // Also while it is being asked for by another one: twice does no harm.
    private Optional<Robots> robots(URI uri, Path file) throws IOException, InterruptedException {
        var origin = uri.getScheme() + "://" + uri.getRawAuthority();
        var known = robots.getIfPresent(origin);
        if (known != null) {
            return Optional.of(known);
        }
        var read = readRobots(call(origin + "/robots.txt", uri, file, Map.of(), config.hostInterval()), file);
        read.ifPresent(rules -> robots.put(origin, rules));
        return read;
    }

    // What a host refuses or has not, it does not rule; while it is in trouble nothing is asked of it.
    private static Optional<Robots> readRobots(Download.Outcome outcome, Path file) throws IOException {
        return switch (outcome) {
            case Download.Outcome.Fetched _ -> {
                try (var content = Files.newInputStream(file)) {
                    yield Optional.of(
                            Robots.parse(new String(content.readNBytes(MOST_ROBOTS), StandardCharsets.UTF_8)));
                }
            }
            case Download.Outcome.Answered(var status) when status < 500 -> Optional.of(Robots.NONE);
            case Download.Outcome.TooLarge _ -> Optional.of(Robots.NONE);
            // it is refused again when the page itself is asked for, and for the reason that counts there
            case Download.Outcome.Refused _ -> Optional.of(Robots.NONE);
            case Download.Outcome.Answered _ -> Optional.empty();
            case Download.Outcome.Failed _ -> Optional.empty();
        };
    }

    private Download.Outcome call(String url, URI uri, Path file, Map<String, String> headers, Duration interval)
            throws InterruptedException {
        pace.await(uri.getHost(), interval);
        return downloads.fetch(new Download(
                url,
                file,
                documents.maxSize().asLongValue(),
                documents.fetchTimeout(),
                documents.allowedPrivateHosts().orElse(Set.of()),
                headers));
    }

    private Duration interval(Robots rules) {
        var asked = rules.delay().orElse(Duration.ZERO);
        return asked.compareTo(config.hostInterval()) > 0 ? asked : config.hostInterval();
    }

    private static String path(URI uri) {
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
