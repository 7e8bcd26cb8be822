package io.focusforge.memory.memories;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The revisions that a client is ready to change, as {@code If-Match} (RFC 9110) says it; null for any. */
record Precondition(Set<String> revisions) {
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,10})\"");

    static Precondition optional(String header) {
        return new Precondition(
                header == null || header.strip().equals("*")
                        ? null
                        : Arrays.stream(header.split(","))
                                .map(Precondition::revision)
                                .collect(Collectors.toSet()));
    }

    static Precondition required(String header) {
        if (header == null) {
            throw new ProblemException(
                    ErrorCode.PRECONDITION_REQUIRED, "Send the ETag of the memory, as you last read it, in If-Match.");
        }
        return optional(header);
    }

    static String tag(Memory memory) {
        return "\"" + memory.revision() + "\"";
    }

    void check(Memory memory) {
        if (revisions != null && !revisions.contains(Integer.toString(memory.revision()))) {
            throw new ProblemException(
                    ErrorCode.VERSION_CONFLICT, "Read the memory again, and send its new ETag in If-Match.");
        }
    }

    private static String revision(String tag) {
        var match = TAG.matcher(tag.strip());
        if (!match.matches()) {
            throw ProblemException.invalid("If-Match", "takes an ETag in quotes, such as \"3\"");
        }
        return match.group(1);
    }
}
