package io.focusforge.ai.provider;

import io.focusforge.ai.breaker.Breakers;
import io.focusforge.ai.overload.ProviderQueues;
import io.quarkus.arc.All;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes providers of what is configured. A mistake is told without a value, which may be a secret. */
@Singleton
class ProviderFactory {
    private final Vertx vertx;
    private final Clock clock;
    private final Breakers breakers;
    private final ProviderQueues queues;
    private final SharedMinutes minutes;
    private final Map<Dialect.Name, Dialect> dialects;

    ProviderFactory(
            Vertx vertx,
            Clock clock,
            Breakers breakers,
            ProviderQueues queues,
            SharedMinutes minutes,
            @All List<Dialect> dialects) {
        this.vertx = vertx;
        this.clock = clock;
        this.breakers = breakers;
        this.queues = queues;
        this.minutes = minutes;
        this.dialects = dialects.stream().collect(Collectors.toUnmodifiableMap(Dialect::name, Function.identity()));
    }

    /** @throws IllegalArgumentException that names the provider and the setting */
    Provider create(String name, ProviderConfig config) {
        require(!name.equals(Providers.IN_PROCESS) && !name.contains("/"), name, "cannot be called so");
        require(!ProviderConfig.allModels(config).isEmpty(), name, "has neither models nor embedding-models");
        require(isPlainHttp(config.baseUrl()), name, "has a base-url that is no http(s) URL, or has a user or a query");
        require(
                ProviderConfig.key(config).stream().allMatch(ProviderFactory::isVisible),
                name,
                "has an api-key with a character that cannot be part of a key");
        var dialect = dialects.get(config.dialect());
        return new Provider(name, config, new Provider.Tools(vertx, clock, breakers, queues, minutes, dialect));
    }

    void forgetAllBut(Set<String> qualifiedNames) {
        breakers.retain(qualifiedNames);
    }

    /** Runs something until it says that it is done. */
    void every(long millis, BooleanSupplier isDone) {
        vertx.setPeriodic(millis, timer -> {
            if (isDone.getAsBoolean()) {
                vertx.cancelTimer(timer);
            }
        });
    }

    private static boolean isPlainHttp(URI url) {
        var scheme = String.valueOf(url.getScheme());
        return (scheme.equals("http") || scheme.equals("https"))
                && url.getRawAuthority() != null
                && url.getRawAuthority().indexOf('@') < 0
                && url.getQuery() == null;
    }

    /** Checked here, because a refusal by the HTTP client would print the key. */
    private static boolean isVisible(String key) {
        return key.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }

    private static void require(boolean condition, String provider, String what) {
        if (!condition) {
            throw new IllegalArgumentException("provider '%s' %s".formatted(provider, what));
        }
    }
}
