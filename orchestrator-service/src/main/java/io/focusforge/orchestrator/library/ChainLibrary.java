package io.focusforge.orchestrator.library;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.chain.Chain;
import io.focusforge.orchestrator.chain.ChainCatalog;
import io.focusforge.orchestrator.definition.ChainReader;
import io.focusforge.orchestrator.definition.OtherChains;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/** Finds the chains of a tenant. */
@ApplicationScoped
public class ChainLibrary {
    private static final String BUILT_IN = "built-in/";

    private final TenantDatabase database;
    private final ChainCatalog builtIn;
    private final ObjectMapper json;
    private final ChainStore store = new ChainStore();
    /** Versions never change, so what was read once is right for ever. */
    private final Cache<Key, Kept> read;

    private record Key(UUID tenant, UUID id) {}

    ChainLibrary(TenantDatabase database, ChainCatalog builtIn, ObjectMapper json, LibraryConfig config) {
        this.database = database;
        this.builtIn = builtIn;
        this.json = json;
        this.read = Caffeine.newBuilder().maximumSize(config.inMemory()).build();
    }

    /** @param version null for that which is active */
    public Optional<Kept> find(UUID tenant, String name, Integer version) {
        var own = builtIn.find(name);
        return own.isPresent()
                ? own.filter(isVersion(version)).map(ChainLibrary::kept)
                : look(tenant, connection -> stored(connection, tenant, name, version));
    }

    /** @param reference as in {@link Kept#reference} */
    public Optional<Kept> find(UUID tenant, String reference) {
        return reference.startsWith(BUILT_IN)
                ? builtIn.all().stream()
                        .map(ChainLibrary::kept)
                        .filter(kept -> kept.reference().equals(reference))
                        .findFirst()
                : byId(tenant, UUID.fromString(reference));
    }

    /** What a chain of this tenant may call. */
    public OtherChains others(UUID tenant) {
        return (name, version) -> find(tenant, name, version)
                .map(kept -> new OtherChains.Face(
                        kept.version(),
                        kept.definition().input().source(),
                        kept.definition().output().source(),
                        kept.depth()));
    }

    private Optional<Kept> byId(UUID tenant, UUID id) {
        var known = read.getIfPresent(new Key(tenant, id));
        return known != null ? Optional.of(known) : look(tenant, connection -> store.version(connection, tenant, id));
    }

    private Optional<Kept> look(UUID tenant, Function<SqlConnection, Optional<StoredVersion>> looking) {
        return database.read(tenant, looking).map(stored -> kept(tenant, stored));
    }

    private Optional<StoredVersion> stored(SqlConnection connection, UUID tenant, String name, Integer version) {
        return version != null
                ? store.version(connection, tenant, name, version)
                : store.head(connection, tenant, name)
                        .flatMap(head -> store.version(connection, tenant, name, head.active()));
    }

    Kept kept(UUID tenant, StoredVersion stored) {
        var key = new Key(tenant, stored.id());
        var known = read.getIfPresent(key);
        if (known != null) {
            return known;
        }
        // not within the cache: the chains that this one calls are read on the way
        var kept = parsed(tenant, stored);
        read.put(key, kept);
        return kept;
    }

    private Kept parsed(UUID tenant, StoredVersion stored) {
        try {
            var definition = ChainReader.again(json.readTree(stored.definition()), others(tenant));
            return new Kept(stored.id().toString(), stored.version(), definition, stored.depth(), stored.createdAt());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("chain %s is no JSON any more".formatted(stored.id()), e);
        }
    }

    private static Predicate<Chain> isVersion(Integer version) {
        return chain -> version == null || version == chain.version();
    }

    static Kept kept(Chain chain) {
        return new Kept(BUILT_IN + chain.name() + "/" + chain.version(), chain.version(), chain.definition(), 1, null);
    }
}
