package io.focusforge.orchestrator.chain;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All chains that are built in, read once at start: a broken one keeps the service from starting. */
@Singleton
@Startup
public class ChainCatalog {
    private final Map<String, Chain> chains = new LinkedHashMap<>();

    ChainCatalog() {
        var loader = new ChainLoader(
                file -> Thread.currentThread().getContextClassLoader().getResourceAsStream("chains/" + file));
        loader.all().forEach(chain -> chains.put(chain.name(), chain));
    }

    public Chain require(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("there is no chain " + name));
    }

    public Collection<Chain> all() {
        return chains.values();
    }

    public Optional<Chain> find(String name) {
        return Optional.ofNullable(chains.get(name));
    }
}
