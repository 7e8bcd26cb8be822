package io.focusforge.worker.deadletter;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The header {@code If-Match} (RFC 9110): the versions that the client is ready to change, or any. */
record Precondition(boolean any, Set<String> versions) {
    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"([\\x21\\x23-\\x7e]*)\"");

    Precondition {
        versions = Set.copyOf(versions);
    }

    /** @param header null when the client sent none */
    static Precondition of(String header) {
        if (header == null || header.strip().equals("*")) {
            return new Precondition(true, Set.of());
        }
        var versions = Arrays.stream(header.split(",")).map(Precondition::version);
        return new Precondition(false, versions.collect(Collectors.toSet()));
    }

    static String etag(DeadLetter letter) {
        return '"' + letter.version() + '"';
    }

    void check(DeadLetter letter) {
        if (!any && !versions.contains(letter.version())) {
            throw stale();
        }
    }

    static ProblemException stale() {
        return new ProblemException(
                ErrorCode.VERSION_CONFLICT, "Read the dead letter again, and send its new ETag in If-Match.");
    }

    private static String version(String tag) {
        var match = ETAG.matcher(tag.strip());
        if (!match.matches()) {
            throw ProblemException.invalid("If-Match", "takes an ETag in quotes, such as \"1790000000000000\"");
        }
        return match.group(1);
    }
}
