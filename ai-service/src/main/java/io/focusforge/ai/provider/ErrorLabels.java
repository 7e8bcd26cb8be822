package io.focusforge.ai.provider;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What may be logged of an error that a provider sent: its codes, but no sentence, for that may repeat the prompt. */
final class ErrorLabels {
    private static final Pattern LABEL = Pattern.compile("\"(code|type|param)\"\\s*:\\s*\"([\\w.\\[\\]-]{1,64})\"");

    private ErrorLabels() {}

    /** @return such as {@code " type=invalid_request_error param=messages"}; empty when there are none */
    static String of(String body) {
        return LABEL.matcher(body)
                .results()
                .limit(4)
                .map(label -> " " + label.group(1) + "=" + label.group(2))
                .collect(Collectors.joining());
    }
}
