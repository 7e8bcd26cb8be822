package io.focusforge.ai.guard;

import io.focusforge.common.problem.ProblemException;
import java.util.Set;

/**
 * What a tenant wants done with prompts.
 *
 * @param mask null for what the installation does
 * @param kinds of personal data that are masked; all when it is empty
 * @param roles whose texts are masked
 * @param markToolResults null for what the installation does
 */
public record Guardrails(Masking mask, Set<String> kinds, Set<String> roles, Boolean markToolResults) {
    /** Those whose texts users and tools wrote, and models wrote who had been given them. */
    static final Set<String> DEFAULT_ROLES = Set.of("user", "tool", "function", "assistant");

    private static final Set<String> ROLES = Set.of("user", "tool", "function", "assistant", "system", "developer");
    private static final int MOST_KINDS = 50;
    private static final String KIND = "[a-z][a-z0-9_]{0,30}";

    static final Guardrails NOTHING_SET = new Guardrails(null, Set.of(), DEFAULT_ROLES, null);

    public Guardrails {
        kinds = Set.copyOf(kinds);
        roles = Set.copyOf(roles);
        if (kinds.size() > MOST_KINDS || !kinds.stream().allMatch(kind -> kind.matches(KIND))) {
            throw ProblemException.invalid("kinds", "must be up to 50 names such as email");
        }
        if (roles.isEmpty() || !ROLES.containsAll(roles)) {
            throw ProblemException.invalid(
                    "roles", "must be some of user, tool, function, assistant, system and developer");
        }
    }

    Guardrails or(GuardConfig installation) {
        return new Guardrails(
                mask == null ? installation.mask() : mask,
                kinds,
                roles,
                markToolResults == null ? installation.markToolResults() : markToolResults);
    }
}
