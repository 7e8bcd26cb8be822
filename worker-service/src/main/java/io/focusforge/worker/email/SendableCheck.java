package io.focusforge.worker.email;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds the first part of a mail that does not fit to the others. */
public final class SendableCheck implements ConstraintValidator<Sendable, Email> {
    private static final int MAX_RECIPIENTS = 50;
    private static final int MAX_ATTACHED = 150 * 1024;
    private static final String LINK = "link";
    private static final Pattern WEB = Pattern.compile("https?://[^\\s\"'<>\\p{Cc}]{1,2000}");

    private record Fault(String field, String message) {}

    @Override
    public boolean isValid(Email email, ConstraintValidatorContext context) {
        var fault = size(email).or(() -> body(email));
        fault.ifPresent(found -> {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(found.message().replaceAll("[{}$]", ""))
                    .addPropertyNode(found.field())
                    .addConstraintViolation();
        });
        return fault.isEmpty();
    }

    private static Optional<Fault> size(Email email) {
        if (email.recipients() > MAX_RECIPIENTS) {
            return fault("to", "holds, with cc and bcc, more than " + MAX_RECIPIENTS + " recipients");
        }
        return email.attached() > MAX_ATTACHED
                ? fault("attachments", "are larger than " + MAX_ATTACHED + " bytes together")
                : Optional.empty();
    }

    private static Optional<Fault> body(Email email) {
        if (email.template() == null) {
            return own(email);
        }
        if (email.hasBody()) {
            return fault("template", "cannot be given together with text or html");
        }
        return EmailTemplate.of(email.template())
                .map(template -> variables(template, email))
                .orElseGet(() -> fault("template", "is not one of the templates: " + EmailTemplate.names()));
    }

    private static Optional<Fault> own(Email email) {
        if (!email.hasBody()) {
            return fault("text", "is missing, as are html and template");
        }
        return email.variables().isEmpty() ? Optional.empty() : fault("variables", "are for templates");
    }

    private static Optional<Fault> variables(EmailTemplate template, Email email) {
        var names = new TreeSet<>(email.variables().keySet());
        var missing = template.missing(names);
        if (missing.isPresent()) {
            return fault("variables." + missing.get(), "is missing");
        }
        var unknown = names.stream().filter(name -> !template.takes(name)).findFirst();
        if (unknown.isPresent()) {
            return fault("variables", "hold one that the template does not take");
        }
        return link(email.variables().get(LINK));
    }

    /** A link that runs a script, or is markup, is none. */
    private static Optional<Fault> link(String link) {
        return link == null || WEB.matcher(link).matches()
                ? Optional.empty()
                : fault("variables." + LINK, "must be an http or https URL");
    }

    private static Optional<Fault> fault(String field, String message) {
        return Optional.of(new Fault(field, message));
    }
}
