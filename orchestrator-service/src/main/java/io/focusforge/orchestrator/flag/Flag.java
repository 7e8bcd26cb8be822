package io.focusforge.orchestrator.flag;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A flag.
 *
 * @param enabled without which whoever asks gets a default of their own
 * @param variants values of one JSON type, by name
 * @param defaultVariant where no rule holds
 * @param rules of which the first that holds decides
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Flag(
        String description,
        Boolean enabled,
        Map<String, JsonNode> variants,
        String defaultVariant,
        List<FlagRule> rules) {
    private static final int MOST_VARIANTS = 20;
    private static final int MOST_RULES = 50;
    private static final int LONGEST = 1_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    public Flag {
        enabled = enabled == null || enabled;
        rules = rules == null ? List.of() : List.copyOf(rules);
        require(description == null || description.length() <= LONGEST, "description has at most 1000 characters");
        require(variants != null && !variants.isEmpty(), "variants has at least one");
        require(variants.size() <= MOST_VARIANTS && rules.size() <= MOST_RULES, "a flag has 20 variants and 50 rules");
        require(
                variants.keySet().stream().allMatch(name -> NAME.matcher(name).matches()),
                "a variant has a short name");
        require(
                variants.values().stream().map(JsonNode::getNodeType).distinct().count() == 1,
                "the variants are of one type");
        require(
                variants.values().stream()
                        .noneMatch(value -> value.getNodeType() == JsonNodeType.NULL
                                || value.toString().length() > LONGEST),
                "a variant is not null, and has at most 1000 characters");
        require(variants.containsKey(defaultVariant), "defaultVariant is one of the variants");
        for (var rule : rules) {
            require(variants.containsKey(rule.variant()), "the variant of a rule is one of the variants");
        }
        variants = Map.copyOf(variants);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Why a variant was chosen, as OpenFeature calls it. */
    enum Why {
        STATIC,
        DEFAULT,
        TARGETING_MATCH,
        SPLIT
    }

    /** What was chosen. */
    record Choice(String variant, JsonNode value, Why why) {}

    /** The same, but that no rule names this user. */
    Flag without(UUID user) {
        var others = rules.stream().flatMap(rule -> rule.without(user).stream()).toList();
        return new Flag(description, enabled, variants, defaultVariant, others);
    }

    /** The same, but that no share of users or tenants gets this variant. */
    Flag withoutShareOf(String variant) {
        var others = rules.stream()
                .filter(rule -> rule.percentage() == null || !rule.variant().equals(variant))
                .toList();
        return new Flag(description, enabled, variants, defaultVariant, others);
    }

    /** @param user null for nobody in particular */
    Choice choose(String key, UUID tenant, UUID user) {
        for (var rule : rules) {
            if (rule.holds(key, tenant, user)) {
                return choice(rule.variant(), rule.percentage() == null ? Why.TARGETING_MATCH : Why.SPLIT);
            }
        }
        return choice(defaultVariant, rules.isEmpty() ? Why.STATIC : Why.DEFAULT);
    }

    private Choice choice(String variant, Why why) {
        return new Choice(variant, variants.get(variant), why);
    }
}
