package io.focusforge.ai.routing;

import io.focusforge.ai.provider.Provider;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.ProviderTable;
import io.focusforge.ai.provider.Providers;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Finds where a call goes. */
@Singleton
public class Router {
    private static final Route SUITE = new Route(ProviderModel.SUITE.model(), List.of(ProviderModel.SUITE), Set.of());

    private final Providers providers;
    private volatile Routes routes;

    Router(Providers providers, AliasesConfig config) {
        this.providers = providers;
        this.routes = routes(providers.table(), config);
    }

    /** Aliases, and the table of providers whose models they mean. */
    public record Routes(ProviderTable table, Map<String, Alias> aliases) {}

    /** @throws IllegalArgumentException when an alias means nothing in this table */
    public Routes prepare(ProviderTable table, AliasesConfig config) {
        var prepared = routes(table, config);
        prepared.aliases().forEach((name, alias) -> alias.entries().stream()
                .filter(entry -> table.models(entry.name()).isEmpty())
                .findFirst()
                .ifPresent(entry -> {
                    throw new IllegalArgumentException(
                            "alias '%s' has the target '%s', which no provider lists".formatted(name, entry.name()));
                }));
        return prepared;
    }

    /** New calls go by them from now on. */
    public void publish(Routes prepared) {
        routes = prepared;
    }

    private static Routes routes(ProviderTable table, AliasesConfig config) {
        return new Routes(
                table,
                config.aliases().entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, alias -> Alias.of(alias.getValue()))));
    }

    /** Their names, to be listed. */
    public SortedSet<String> aliases() {
        return new TreeSet<>(routes.aliases().keySet());
    }

    /**
     * @param conversation calls with the same one go to the same target; null when that does not matter
     * @throws ProblemException {@code model_not_found}
     */
    public Route route(String name, String conversation) {
        if (name.equals(SUITE.name())) {
            return SUITE;
        }
        var now = routes;
        var alias = now.aliases().getOrDefault(name, Alias.ofModel(name));
        var choice = new Choice(ThreadLocalRandom.current(), this::outstanding);
        var groups = new ArrayList<List<Target>>(alias.entries().size());
        for (var entry : alias.entries()) {
            groups.add(targets(now, entry));
        }
        return new Route(name, alias.order(groups, choice, conversation), alias.fallbackOn());
    }

    void checkAtStart(@Observes StartupEvent starting) {
        var now = routes;
        now.aliases().values().forEach(alias -> alias.entries().forEach(entry -> targets(now, entry)));
    }

    private List<Target> targets(Routes routes, Alias.Entry entry) {
        var models = routes.table().models(entry.name());
        if (models.isEmpty()) {
            throw new ProblemException(
                    ErrorCode.MODEL_NOT_FOUND,
                    "There is no such chat model here; GET /v1/models lists those that there are.");
        }
        var targets = new ArrayList<Target>(models.size());
        for (var model : models) {
            targets.add(new Target(model, entry.weight() * weight(model)));
        }
        return targets;
    }

    private int weight(ProviderModel model) {
        return provider(model).map(provider -> provider.config().weight()).orElse(1);
    }

    private int outstanding(ProviderModel model) {
        return provider(model).map(Provider::outstanding).orElse(0);
    }

    private Optional<Provider> provider(ProviderModel model) {
        return Optional.ofNullable(providers.get(model.provider()));
    }
}
