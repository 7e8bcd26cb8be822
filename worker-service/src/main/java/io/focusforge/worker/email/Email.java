package io.focusforge.worker.email;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The payload of {@code email.send}: a body of one's own, as text, HTML or both, or a template.
 *
 * @param to at most fifty recipients together with {@code cc} and {@code bcc}
 * @param variables of the template
 */
@RegisterForReflection
@Sendable
record Email(
        @NotEmpty List<@NotNull @Pattern(regexp = ADDRESS, message = NO_ADDRESS) String> to,
        List<@NotNull @Pattern(regexp = ADDRESS, message = NO_ADDRESS) String> cc,
        List<@NotNull @Pattern(regexp = ADDRESS, message = NO_ADDRESS) String> bcc,
        @Pattern(regexp = ADDRESS, message = NO_ADDRESS) String replyTo,

        @NotBlank @Size(max = 500) @Pattern(regexp = "\\P{Cc}*", message = "must not contain control characters")
        String subject,

        @Size(min = 1) String text,
        @Size(min = 1) String html,
        String template,
        Map<String, @NotNull @Size(max = 10_000) String> variables,
        @Size(max = 10) List<@NotNull @Valid Attachment> attachments) {
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?+";
    /** A bare address in ASCII (RFC 5321, without quotes and literals), at most 254 characters long. */
    static final String ADDRESS =
            "(?=.{3,254}$)(?=[^@]{1,64}@)" + ATOM + "(?:\\." + ATOM + ")*+@" + LABEL + "(?:\\." + LABEL + ")*+";

    static final String NO_ADDRESS = "must be a mail address, such as ada@example.com";

    Email {
        cc = Objects.requireNonNullElse(cc, List.of());
        bcc = Objects.requireNonNullElse(bcc, List.of());
        variables = Objects.requireNonNullElse(variables, Map.of());
        attachments = Objects.requireNonNullElse(attachments, List.of());
    }

    int recipients() {
        return (to == null ? 0 : to.size()) + cc.size() + bcc.size();
    }

    boolean hasBody() {
        return text != null || html != null;
    }

    int attached() {
        return attachments.stream()
                .filter(attachment -> attachment != null && attachment.content() != null)
                .mapToInt(attachment -> attachment.content().length)
                .sum();
    }
}
