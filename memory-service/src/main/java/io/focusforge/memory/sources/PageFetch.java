package io.focusforge.memory.sources;

import io.focusforge.common.outbound.Download;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Takes one page, if it has changed since it was taken last. */
@ApplicationScoped
class PageFetch {
    private static final int UNCHANGED = 304;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final Web web;

    PageFetch(Web web) {
        this.web = web;
    }

    Taken take(Item item, Path file) throws IOException, InterruptedException {
        return switch (web.fetch(item.name(), file, conditions(item))) {
            case Download.Outcome.Fetched(var url, var type, var etag, var modified) ->
                new Taken.Fetched(name(url), type, etag, modified);
            case Download.Outcome.Answered(var status) -> answered(status);
            case Download.Outcome.Refused(var reason) -> new Taken.Failed(reason);
            case Download.Outcome.Failed(var reason) -> new Taken.Failed(reason);
            case Download.Outcome.TooLarge _ -> new Taken.Failed("is too large");
        };
    }

    private static Taken answered(int status) {
        return switch (status) {
            case UNCHANGED -> new Taken.Unchanged();
            case NOT_FOUND, GONE -> new Taken.Gone();
            default -> new Taken.Failed("answered " + status);
        };
    }

    // What was never taken, or is not there any more, is asked for without a condition.
    private static Map<String, String> conditions(Item item) {
        var conditions = new HashMap<String, String>();
        if (item.document() != null && item.etag() != null) {
            conditions.put("If-None-Match", item.etag());
        }
        if (item.document() != null && item.lastModified() != null) {
            conditions.put("If-Modified-Since", item.lastModified());
        }
        return conditions;
    }

    private static String name(String url) {
        var uri = URI.create(url);
        var path = uri.getPath() == null ? "" : uri.getPath().replaceAll("/+$", "");
        var last = path.substring(path.lastIndexOf('/') + 1);
        return last.isEmpty() ? uri.getHost() : last;
    }
}
