package io.focusforge.common.outbound;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * What to fetch.
 *
 * @param file takes the content; it is there, and is overwritten
 * @param atMost bytes
 * @param timeout of all of it, redirects included
 * @param allowedPrivateHosts that may be called although their address is not public
 */
public record Download(String url, Path file, long atMost, Duration timeout, Set<String> allowedPrivateHosts) {
    public Download {
        allowedPrivateHosts = Set.copyOf(allowedPrivateHosts);
    }

    /** What came of it. Reasons can be shown. */
    public sealed interface Outcome {
        /**
         * @param url where it was in the end
         * @param mediaType as its server says, or null
         */
        record Fetched(String url, String mediaType) implements Outcome {}

        /** The URL, or one that it redirects to, is none that is called. */
        record Refused(String reason) implements Outcome {}

        record TooLarge() implements Outcome {}

        /** The other side is to blame; it may be better later. */
        record Failed(String reason) implements Outcome {}
    }

    Download at(String next) {
        return new Download(next, file, atMost, timeout, allowedPrivateHosts);
    }
}
