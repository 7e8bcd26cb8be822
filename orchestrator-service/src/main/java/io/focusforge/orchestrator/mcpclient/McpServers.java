package io.focusforge.orchestrator.mcpclient;

import io.focusforge.common.postgres.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The servers that a tenant may use: those of the operator first, then its own. */
@ApplicationScoped
public class McpServers {
    private final McpConfig config;
    private final TenantDatabase database;
    private final McpServerStore store = new McpServerStore();

    McpServers(McpConfig config, TenantDatabase database) {
        this.config = config;
        this.database = database;
    }

    public Optional<McpServer> find(UUID tenant, String name) {
        var declared = config.servers().get(name);
        if (declared != null) {
            return mayUse(tenant, declared)
                    ? Optional.of(new McpServer(tenant, name, declared.url(), declared.headers(), Map.of()))
                    : Optional.empty();
        }
        return database.read(tenant, connection -> store.find(connection, tenant, name))
                .map(own -> new McpServer(tenant, name, own.url(), Map.of(), own.headers()));
    }

    List<String> ofOperator(UUID tenant) {
        return config.servers().entrySet().stream()
                .filter(entry -> mayUse(tenant, entry.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static boolean mayUse(UUID tenant, McpConfig.Declared declared) {
        return declared.tenants().stream().allMatch(tenants -> tenants.contains(tenant));
    }

    boolean isOfOperator(String name) {
        return config.servers().containsKey(name);
    }
}
