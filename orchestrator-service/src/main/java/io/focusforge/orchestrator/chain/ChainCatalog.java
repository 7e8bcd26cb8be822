package io.focusforge.orchestrator.chain;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All chains, read once at start: a broken one keeps the service from starting. */
@Singleton
@Startup
@RegisterForReflection(targets = {ChainFile.class, ChainFile.Limits.class, ChainView.class})
public class ChainCatalog {
    private final Map<String, Chain> chains = new LinkedHashMap<>();

    ChainCatalog(ObjectMapper json) {
        var loader = new ChainLoader(
                json, path -> Thread.currentThread().getContextClassLoader().getResourceAsStream("chains/" + path));
        Arrays.stream(loader.directories()).map(loader::load).forEach(chain -> chains.put(chain.name(), chain));
    }

    public Chain require(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("there is no chain " + name));
    }

    public Collection<Chain> all() {
        return chains.values();
    }

    Optional<Chain> find(String name) {
        return Optional.ofNullable(chains.get(name));
    }
}
