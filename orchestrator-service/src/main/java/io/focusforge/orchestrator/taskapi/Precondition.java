package io.focusforge.orchestrator.taskapi;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The header {@code If-Match} (RFC 9110): the versions that the client is ready to change. An ETag is the version in quotes. */
public record Precondition(boolean any, Set<String> versions) {
    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"([\\x21\\x23-\\x7e]*)\"");

    public static Precondition optional(String header) {
        if (header == null || header.strip().equals("*")) {
            return new Precondition(true, Set.of());
        }
        return new Precondition(
                false,
                Arrays.stream(header.split(",")).map(Precondition::version).collect(Collectors.toSet()));
    }

    public static Precondition required(String header) {
        if (header == null) {
            throw new ProblemException(
                    ErrorCode.PRECONDITION_REQUIRED, "Send the ETag, as you last read it, in If-Match.");
        }
        return optional(header);
    }

    public void check(int version) {
        if (!any && !versions.contains(Integer.toString(version))) {
            throw conflict();
        }
    }

    public static ProblemException conflict() {
        return new ProblemException(ErrorCode.VERSION_CONFLICT, "Read it again, and send its new ETag in If-Match.");
    }

    private static String version(String tag) {
        var match = ETAG.matcher(tag.strip());
        if (!match.matches()) {
            throw ProblemException.invalid("If-Match", "takes an ETag in quotes, such as \"3\"");
        }
        return match.group(1);
    }
}
