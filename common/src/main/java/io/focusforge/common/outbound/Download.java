package io.focusforge.common.outbound;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What to fetch.
 *
 * @param file takes the content; it is there, and is overwritten
 * @param atMost bytes
 * @param timeout of all of it, redirects included
 * @param allowedPrivateHosts that may be called although their address is not public
 * @param headers besides the usual ones, such as {@code If-None-Match}
 */
public record Download(
        String url,
        Path file,
        long atMost,
        Duration timeout,
        Set<String> allowedPrivateHosts,
        Map<String, String> headers) {
    public Download {
        allowedPrivateHosts = Set.copyOf(allowedPrivateHosts);
        headers = Map.copyOf(headers);
    }

    public Download(String url, Path file, long atMost, Duration timeout, Set<String> allowedPrivateHosts) {
        this(url, file, atMost, timeout, allowedPrivateHosts, Map.of());
    }

    /** What came of it. Reasons can be shown. */
    public sealed interface Outcome {
        /**
         * @param url where it was in the end
         * @param mediaType as its server says, or null; likewise {@code etag} and {@code lastModified}
         */
        record Fetched(String url, String mediaType, String etag, String lastModified) implements Outcome {}

        /** With which status there was another answer than the content, such as 304 or 404. */
        record Answered(int status) implements Outcome {}

        /** The URL, or one that it redirects to, is none that is called. */
        record Refused(String reason) implements Outcome {}

        record TooLarge() implements Outcome {}

        /** The other side is to blame; it may be better later. */
        record Failed(String reason) implements Outcome {}
    }

    Download at(String next) {
        return new Download(next, file, atMost, timeout, allowedPrivateHosts, headers);
    }
}
