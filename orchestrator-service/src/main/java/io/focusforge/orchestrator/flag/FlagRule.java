package io.focusforge.orchestrator.flag;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * For whom a variant is: what is given must all hold.
 *
 * @param tenants null for all
 * @param users null for all
 * @param percentage from 0 to 100; null for all of them
 * @param by whose share the percentage is: the user's when left out
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FlagRule(Set<UUID> tenants, Set<UUID> users, Double percentage, By by, String variant) {
    private static final int MOST = 1_000;

    /** Whom a share is counted in. */
    public enum By {
        TENANT,
        USER;

        @JsonCreator
        static By of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public FlagRule {
        if (variant == null) {
            throw new IllegalArgumentException("a rule has a variant");
        }
        if (percentage != null && !(percentage >= 0 && percentage <= 100)) {
            throw new IllegalArgumentException("percentage is from 0 to 100");
        }
        tenants = bounded(tenants);
        users = bounded(users);
        by = percentage != null && by == null ? By.USER : by;
    }

    /** @return empty when it was for this user only, and so is for nobody any more */
    Optional<FlagRule> without(UUID user) {
        if (users == null || !users.contains(user)) {
            return Optional.of(this);
        }
        var others = users.stream().filter(other -> !other.equals(user)).collect(Collectors.toSet());
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(new FlagRule(tenants, others, percentage, by, variant));
    }

    /** @param user null for nobody in particular, who is in no list and no share of users */
    boolean holds(String flag, UUID tenant, UUID user) {
        return (tenants == null || tenants.contains(tenant))
                && (users == null || user != null && users.contains(user))
                && (percentage == null || isInShare(flag, tenant, user));
    }

    private boolean isInShare(String flag, UUID tenant, UUID user) {
        return switch (by) {
            case TENANT -> Share.has(flag, tenant.toString(), percentage);
            case USER -> user != null && Share.has(flag, tenant + "/" + user, percentage);
        };
    }

    private static Set<UUID> bounded(Set<UUID> ids) {
        if (ids != null && ids.size() > MOST) {
            throw new IllegalArgumentException("a rule names at most %d tenants and users".formatted(MOST));
        }
        return ids == null ? null : Set.copyOf(ids);
    }
}
