package io.focusforge.worker.email;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The templates that there are, each as text and as HTML, with the variables that they take. */
enum EmailTemplate {
    NOTICE("notice", Set.of("title", "message"), Set.of("link", "linkText")),
    TASK_REMINDER("task-reminder", Set.of("task", "due"), Set.of("note", "link"));

    private final String key;
    private final Set<String> required;
    private final Set<String> optional;

    EmailTemplate(String key, Set<String> required, Set<String> optional) {
        this.key = key;
        this.required = required;
        this.optional = optional;
    }

    static Optional<EmailTemplate> of(String key) {
        return Arrays.stream(values())
                .filter(template -> template.key.equals(key))
                .findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(EmailTemplate::key).collect(Collectors.joining(", "));
    }

    String key() {
        return key;
    }

    /** @return the first in order of the alphabet that is missing among these */
    Optional<String> missing(Set<String> given) {
        return required.stream().filter(name -> !given.contains(name)).sorted().findFirst();
    }

    boolean takes(String variable) {
        return required.contains(variable) || optional.contains(variable);
    }
}
