package io.focusforge.ai.limit;

import io.focusforge.common.problem.ProblemException;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Who or what has a limit.
 *
 * @param id the id of a key or user, the name of a model, or {@link #EACH} for every one that has no limit of its own; empty for the tenant
 */
public record Subject(Scope scope, String id) {
    /** Stands for each key, user or model by itself. */
    public static final String EACH = "*";

    private static final Pattern MODEL = Pattern.compile("[\\x21-\\x7e]{1,200}");

    public Subject {
        if (scope == null || id == null) {
            throw new IllegalArgumentException("a subject has a scope and an id");
        }
    }

    static Subject tenant() {
        return new Subject(Scope.TENANT, "");
    }

    static Subject each(Scope scope) {
        return new Subject(scope, scope == Scope.TENANT ? "" : EACH);
    }

    /** @throws ProblemException naming what is wrong */
    static Subject parse(String scope, String id) {
        var parsed = Scope.parse(scope);
        return new Subject(
                parsed,
                switch (parsed) {
                    case TENANT -> "";
                    case KEY, USER -> id.equals(EACH) ? id : uuid(id);
                    case MODEL -> model(id);
                });
    }

    private static String uuid(String id) {
        try {
            return UUID.fromString(id).toString();
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("subject", "must be the id of the key or user, or *");
        }
    }

    private static String model(String id) {
        if (!MODEL.matcher(id).matches()) {
            throw ProblemException.invalid("subject", "must be the name of a model, or *");
        }
        return id;
    }
}
