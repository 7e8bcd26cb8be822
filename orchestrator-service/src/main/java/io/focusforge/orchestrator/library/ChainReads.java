package io.focusforge.orchestrator.library;

import io.focusforge.common.page.Page;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.chain.ChainCatalog;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Chains as they are shown. */
@ApplicationScoped
class ChainReads {
    private final TenantDatabase database;
    private final ChainLibrary library;
    private final ChainCatalog builtIn;
    private final ChainStore store = new ChainStore();

    ChainReads(TenantDatabase database, ChainLibrary library, ChainCatalog builtIn) {
        this.database = database;
        this.library = library;
        this.builtIn = builtIn;
    }

    /** Those that are built in come first. */
    Page<ChainView> list(UUID tenant, int limit, String cursor) {
        var after = Position.decode(cursor);
        var found = database.read(tenant, connection -> uploaded(connection, tenant, after, limit + 1));
        var items = new ArrayList<ChainView>();
        if (cursor == null) {
            builtIn.all()
                    .forEach(chain -> items.add(
                            ChainView.of(ChainLibrary.kept(chain), null).brief()));
        }
        found.stream().limit(limit).map(one -> view(tenant, one).brief()).forEach(items::add);
        var isMore = found.size() > limit;
        return new Page<>(items, isMore ? Position.encode(items.getLast().name()) : null);
    }

    private record Found(Head head, StoredVersion version) {}

    private List<Found> uploaded(SqlConnection connection, UUID tenant, String after, int atMost) {
        var heads = store.heads(connection, tenant, after, atMost);
        var versions = store.active(connection, tenant, heads);
        return IntStream.range(0, Math.min(heads.size(), versions.size()))
                .mapToObj(i -> new Found(heads.get(i), versions.get(i)))
                .toList();
    }

    private ChainView view(UUID tenant, Found found) {
        return ChainView.of(library.kept(tenant, found.version()), found.head());
    }

    /** @param version null for the active one */
    ChainView get(UUID tenant, String name, Integer version) {
        var kept = library.find(tenant, name, version).orElseThrow(ChainChanges::unknown);
        return kept.isBuiltIn()
                ? ChainView.of(kept, null)
                : database.read(tenant, connection -> store.head(connection, tenant, name))
                        .map(head -> ChainView.of(kept, head))
                        .orElseThrow(ChainChanges::unknown);
    }

    /** The newest first. */
    Page<ChainView> versions(UUID tenant, String name, int limit, String cursor) {
        var shown = get(tenant, name, null);
        if (shown.origin() == ChainView.Origin.BUILT_IN) {
            return new Page<>(List.of(shown.brief()), null);
        }
        var before = cursor == null ? Integer.MAX_VALUE : Position.number(cursor);
        var found = database.read(tenant, connection -> versions(connection, tenant, name, before, limit + 1));
        var items = found.stream()
                .limit(limit)
                .map(one -> view(tenant, one).brief())
                .toList();
        var isMore = found.size() > limit;
        return new Page<>(
                items, isMore ? Position.encode(Integer.toString(items.getLast().version())) : null);
    }

    private List<Found> versions(SqlConnection connection, UUID tenant, String name, int before, int atMost) {
        var head = store.head(connection, tenant, name).orElseThrow(ChainChanges::unknown);
        return store.versions(connection, tenant, name, before, atMost).stream()
                .map(version -> new Found(head, version))
                .toList();
    }
}
