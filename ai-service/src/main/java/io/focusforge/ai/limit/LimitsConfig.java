package io.focusforge.ai.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** What callers may use of the models, where `/api/v1/limits` says nothing else, and how it is counted. */
@ConfigMapping(prefix = "focusforge.limits")
public interface LimitsConfig {
    /** Of each API key. */
    KeyDefaults key();

    /** Of each user, over all keys. */
    Defaults user();

    /** Of each tenant as a whole. */
    Defaults tenant();

    /** Of each model, for each tenant by itself. */
    Defaults model();

    /** Tokens that are reserved for an answer whose length the request does not limit. */
    @WithDefault("1024")
    @Min(1)
    @Max(1_000_000)
    long answerTokens();

    /** After this time what a dead pod had reserved is given back. */
    @WithDefault("30S")
    Duration lease();

    /** A call that runs longer is not counted as running any more. */
    @WithDefault("1H")
    Duration longestCall();

    /** How long a call waits for Redis before this pod counts by itself, with its share of the limits. */
    @WithDefault("100ms")
    Duration redisTimeout();

    /** How often Redis is checked, and so how long this pod counts by itself after Redis has come back. */
    @WithDefault("1S")
    Duration redisCheck();

    /** How often changed limits are looked for: after this time a change is known to every pod. */
    @WithDefault("1S")
    Duration changesEvery();

    /** How old what an answer says of limits may be that reserves nothing, such as one from the cache. */
    @WithDefault("1S")
    Duration toldFor();

    /** How many tenants' limits are kept in memory. */
    @WithDefault("100000")
    @Min(1)
    long tenantsInMemory();

    /** How many pods share the limits while Redis is away; as many as were last seen in Redis when it is not set. */
    Optional<@Min(1) Integer> pods();

    /** Limits of a scope; what is not set is not limited. */
    interface Defaults {
        /** Requests a minute. */
        Optional<Long> requestsPerMinute();

        /** Tokens a minute. */
        Optional<Long> tokensPerMinute();

        /** Calls at once. */
        Optional<Long> concurrentCalls();

        /** Micro-dollars in each period. */
        Optional<Long> budgetMicros();

        /** `day` or `month`. */
        @WithDefault("month")
        BudgetPeriod budgetPeriod();

        /** The same as a value. */
        default Allowance allowance() {
            return new Allowance(
                    requestsPerMinute().orElse(null),
                    tokensPerMinute().orElse(null),
                    concurrentCalls().orElse(null),
                    budgetMicros().orElse(null),
                    budgetMicros().isPresent() ? budgetPeriod() : null);
        }
    }

    /** Limits of a key. */
    interface KeyDefaults extends Defaults {
        /** Tokens a minute: so many that only a runaway program meets the limit. */
        @Override
        @WithDefault("100000000")
        Optional<Long> tokensPerMinute();
    }

    /** By scope. */
    default Allowance of(Scope scope) {
        return switch (scope) {
            case KEY -> key().allowance();
            case USER -> user().allowance();
            case TENANT -> tenant().allowance();
            case MODEL -> model().allowance();
        };
    }
}
