package io.focusforge.orchestrator.mcpclient;

import io.focusforge.common.page.Page;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The servers of a tenant, as they are declared, listed and forgotten. */
@ApplicationScoped
class McpServerBook {
    /** Of tools that the suite has itself. */
    static final String SUITE = "suite";

    private final McpServers servers;
    private final McpCalls calls;
    private final McpConfig config;
    private final TenantDatabase database;
    private final Clock clock;
    private final McpServerStore store = new McpServerStore();

    McpServerBook(McpServers servers, McpCalls calls, McpConfig config, TenantDatabase database, Clock clock) {
        this.servers = servers;
        this.calls = calls;
        this.config = config;
        this.database = database;
        this.clock = clock;
    }

    /** @throws ProblemException for a name that is taken for good, and for a URL that leads nowhere or where it must not */
    McpServerStore.Stored checked(NewMcpServer asked) {
        if (asked.name().equals(SUITE) || servers.isOfOperator(asked.name())) {
            throw ProblemException.invalid("name", "is that of a server which is there for all");
        }
        try {
            calls.resolve(asked.url());
        } catch (McpFailure e) {
            throw ProblemException.invalid("url", e.getMessage());
        }
        return new McpServerStore.Stored(
                asked.name(), asked.url(), clock.instant().truncatedTo(ChronoUnit.MICROS), asked.checkedSecrets());
    }

    void add(SqlConnection connection, UUID tenant, McpServerStore.Stored server) {
        if (store.count(connection, tenant) >= config.serversPerTenant()) {
            throw new ProblemException(
                    ErrorCode.CONFLICT,
                    "A tenant has at most %d servers; delete one.".formatted(config.serversPerTenant()));
        }
        if (!store.add(connection, tenant, server)) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, "There is a server '%s'; delete it first.".formatted(server.name()));
        }
    }

    Page<McpServerView> list(UUID tenant, int limit, String cursor) {
        var after = position(cursor);
        var own = database.read(tenant, connection -> store.list(connection, tenant, after, limit + 1));
        var first = cursor == null ? servers.ofOperator(tenant) : List.<String>of();
        var items = new ArrayList<McpServerView>();
        Stream.concat(
                        first.stream().map(McpServerView::ofOperator),
                        own.stream().limit(limit).map(McpServerView::of))
                .forEach(items::add);
        return new Page<>(items, own.size() > limit ? position(items.getLast()) : null);
    }

    McpServerView get(UUID tenant, String name) {
        if (servers.ofOperator(tenant).contains(name)) {
            return McpServerView.ofOperator(name);
        }
        return database.read(tenant, connection -> store.find(connection, tenant, name))
                .map(McpServerView::of)
                .orElseThrow(McpServerBook::missing);
    }

    List<McpTool> tools(UUID tenant, String name) {
        var server = servers.find(tenant, name).orElseThrow(McpServerBook::missing);
        try {
            return calls.tools(tenant, server);
        } catch (McpFailure e) {
            throw new ProblemException(ErrorCode.UNAVAILABLE, "The server cannot be asked: " + e.getMessage());
        }
    }

    void delete(UUID tenant, String name) {
        if (!database.inTransaction(tenant, connection -> store.delete(connection, tenant, name))) {
            throw missing();
        }
    }

    private static ProblemException missing() {
        return new ProblemException(
                ErrorCode.NOT_FOUND, "There is no such server; GET /api/v1/mcp-servers lists them.");
    }

    private static String position(McpServerView last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(last.name().getBytes(StandardCharsets.UTF_8));
    }

    private static String position(String cursor) {
        try {
            var name = cursor == null ? "" : new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (cursor == null || name.matches(NewMcpServer.NAME)) {
                return name;
            }
        } catch (IllegalArgumentException e) {
            throw invalidCursor();
        }
        throw invalidCursor();
    }

    private static ProblemException invalidCursor() {
        return new ProblemException(
                ErrorCode.INVALID_CURSOR, "Use the nextCursor of the previous page as it is, or leave 'cursor' out.");
    }
}
