package io.focusforge.ai.routing;

import io.focusforge.ai.provider.Provider;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.Providers;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Finds where a call goes. */
@ApplicationScoped
public class Router {
    private final Providers providers;
    private final Map<String, Alias> aliases;

    Router(Providers providers, AliasesConfig config) {
        this.providers = providers;
        this.aliases = config.aliases().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, alias -> Alias.of(alias.getValue())));
    }

    /** Their names, to be listed. */
    public SortedSet<String> aliases() {
        return new TreeSet<>(aliases.keySet());
    }

    /**
     * @param conversation calls with the same one go to the same target; null when that does not matter
     * @throws ProblemException {@code model_not_found}
     */
    public Route route(String name, String conversation) {
        var alias = alias(name);
        var choice = new Choice(ThreadLocalRandom.current(), this::outstanding);
        var groups = alias.entries().stream().map(this::targets).toList();
        return new Route(name, alias.order(groups, choice, conversation), alias.fallbackOn());
    }

    void checkAtStart(@Observes StartupEvent starting) {
        for (var alias : aliases.values()) {
            alias.entries().forEach(this::targets);
        }
    }

    private Alias alias(String name) {
        var alias = aliases.get(name);
        return alias != null ? alias : Alias.ofModel(name);
    }

    private List<Target> targets(Alias.Entry entry) {
        var models = providers.models(entry.name());
        if (models.isEmpty()) {
            throw new ProblemException(
                    ErrorCode.MODEL_NOT_FOUND,
                    "There is no such chat model here; GET /v1/models lists those that there are.");
        }
        return models.stream()
                .map(model -> new Target(model, entry.weight() * weight(model)))
                .toList();
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
