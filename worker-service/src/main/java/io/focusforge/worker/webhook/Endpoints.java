package io.focusforge.worker.webhook;

import io.focusforge.common.id.Ids;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.page.Cursor;
import io.focusforge.common.page.Page;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;

/** What an owner can do with endpoints. An endpoint of somebody else is not there. */
@ApplicationScoped
class Endpoints {
    private final EndpointStore store;
    private final DeliveryStore deliveries;
    private final TenantDatabase database;
    private final WebhookConfig config;
    private final Clock clock;

    Endpoints(
            EndpointStore store, DeliveryStore deliveries, TenantDatabase database, WebhookConfig config, Clock clock) {
        this.store = store;
        this.deliveries = deliveries;
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    Endpoint draft(Caller caller, Target target) {
        var now = clock.instant();
        return new Endpoint(caller.tenant(), caller.user(), Ids.next(), target, Keys.first(), Health.GOOD, now, now);
    }

    /** Part of the caller's transaction. */
    void add(SqlConnection connection, Caller caller, Endpoint endpoint) {
        if (store.count(connection, caller) >= config.maxEndpoints()) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, "A user can have %d endpoints at most.".formatted(config.maxEndpoints()));
        }
        store.insert(connection, endpoint);
    }

    /** Part of the caller's transaction. */
    Endpoint rotate(SqlConnection connection, Caller caller, UUID id) {
        return change(
                connection,
                caller,
                id,
                (endpoint, now) -> endpoint.with(endpoint.keys().rotate(now, config.secretOverlap()), now));
    }

    Endpoint get(Caller caller, UUID id) {
        return database.read(caller.tenant(), connection -> store.find(connection, caller, id))
                .orElseThrow(Endpoints::unknown);
    }

    Page<Endpoint> list(Caller caller, int limit, Cursor cursor) {
        var found = database.read(caller.tenant(), connection -> store.list(connection, caller, limit, cursor));
        return Page.of(found, limit, endpoint -> new Cursor(endpoint.id()));
    }

    Endpoint edit(Caller caller, UUID id, EditEndpoint edit) {
        return database.inTransaction(caller.tenant(), connection -> change(connection, caller, id, edit::apply));
    }

    void remove(Caller caller, UUID id) {
        var removed = database.inTransaction(caller.tenant(), connection -> {
            var deleted = store.delete(connection, caller, id);
            if (deleted) {
                deliveries.clear(connection, caller.tenant(), id);
            }
            return deleted;
        });
        if (!removed) {
            throw unknown();
        }
    }

    Page<Delivery> deliveries(Caller caller, UUID id, int limit, Cursor cursor) {
        var endpoint = get(caller, id);
        var found = database.read(caller.tenant(), connection -> deliveries.list(connection, endpoint, limit, cursor));
        return Page.of(found, limit, delivery -> new Cursor(delivery.id()));
    }

    private Endpoint change(
            SqlConnection connection, Caller caller, UUID id, BiFunction<Endpoint, Instant, Endpoint> change) {
        var endpoint = store.lock(connection, caller, id).orElseThrow(Endpoints::unknown);
        var changed = change.apply(endpoint, clock.instant());
        store.update(connection, changed);
        return changed;
    }

    static ProblemException unknown() {
        return ProblemException.notFound("webhook endpoint");
    }
}
