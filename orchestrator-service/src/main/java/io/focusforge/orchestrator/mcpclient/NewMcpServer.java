package io.focusforge.orchestrator.mcpclient;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.definition.SecretHeader;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The request to declare a server.
 *
 * @param name by which chains call it
 * @param url where it speaks MCP by streamable HTTP
 * @param secrets headers that it is sent, each with the name of a secret in braces, such as {@code Bearer {crm}}
 */
public record NewMcpServer(
        @NotNull
        @jakarta.validation.constraints.Pattern(
                regexp = NAME,
                message = "takes 1 to 64 of a-z, 0-9, '_', and begins with a letter")
        String name,

        @NotNull @Size(max = 2_000) String url,
        @Size(max = 10) Map<@NotNull String, @NotNull @Size(max = 300) String> secrets) {
    static final String NAME = "[a-z][a-z0-9_]{0,63}";
    private static final Pattern HEADER = Pattern.compile("[a-z0-9-]{1,64}");
    /** What the connection and the protocol need for themselves. */
    private static final Set<String> OURS = Set.of(
            "host",
            "content-length",
            "content-type",
            "accept",
            "connection",
            "transfer-encoding",
            "upgrade",
            "te",
            "trailer",
            "expect",
            "traceparent",
            "idempotency-key",
            "mcp-session-id",
            "mcp-protocol-version");

    public NewMcpServer {
        secrets = secrets == null ? Map.of() : secrets;
    }

    /** With the names in small letters. @throws ProblemException that says which is wrong */
    Map<String, String> checkedSecrets() {
        var checked = new TreeMap<String, String>();
        secrets.forEach((name, value) -> {
            var header = name.toLowerCase(Locale.ROOT);
            if (!HEADER.matcher(header).matches() || OURS.contains(header)) {
                throw ProblemException.invalid("secrets", "has a header that cannot be sent: " + name);
            }
            if (!SecretHeader.PATTERN.matcher(value).matches()) {
                throw ProblemException.invalid(
                        "secrets." + name, "must hold the name of one secret in braces, such as Bearer {crm}");
            }
            checked.put(header, value);
        });
        return checked;
    }
}
