package io.focusforge.memory.erase;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.call.Service;
import io.focusforge.common.erasure.DataSubject;
import io.focusforge.common.event.CloudEvent;
import io.focusforge.common.id.Ids;
import io.focusforge.common.outbox.Outbox;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.trace.TraceContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Carries an erasure on by one bounded step: the next part of what the next service keeps. The services are gone through twice, because
 * what was under way during the first round may have left something behind; first those whose work would make more.
 */
@ApplicationScoped
class ErasureSteps {
    private static final List<Service> ROUND =
            List.of(Service.GATEWAY, Service.WORKER, Service.ORCHESTRATOR, Service.MEMORY, Service.AI);
    private static final int ROUNDS = 2;

    private final ErasureStore store;
    private final TenantDatabase database;
    private final Departments departments;
    private final Outbox outbox;
    private final ObjectMapper json;
    private final Clock clock;

    ErasureSteps(
            ErasureStore store,
            TenantDatabase database,
            Departments departments,
            Outbox outbox,
            ObjectMapper json,
            Clock clock) {
        this.store = store;
        this.database = database;
        this.departments = departments;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
    }

    Progress step(UUID tenant, UUID id) {
        var erasure = database.read(tenant, connection -> store.find(connection, tenant, id))
                .orElseThrow(() -> ProblemException.notFound("erasure"));
        if (erasure.isDone()) {
            return done(erasure);
        }
        if (erasure.step() >= ROUND.size() * ROUNDS) {
            return finish(erasure);
        }
        return carryOn(erasure, ROUND.get(erasure.step() % ROUND.size()));
    }

    private static Progress done(Erasure erasure) {
        return new Progress(erasure.step() + 1, true);
    }

    private Progress carryOn(Erasure erasure, Service service) {
        var forgotten = departments.forget(service, new DataSubject(erasure.tenant(), erasure.user()));
        database.inTransaction(erasure.tenant(), connection -> {
            store.count(connection, erasure, service.key(), forgotten.erased(), clock.instant());
            if (!forgotten.more()) {
                store.advance(connection, erasure);
            }
            return forgotten;
        });
        return new Progress(erasure.step() + (forgotten.more() ? 0 : 1), false);
    }

    private Progress finish(Erasure erasure) {
        database.inTransaction(erasure.tenant(), connection -> {
            if (store.finish(connection, erasure, clock.instant())) {
                outbox.add(connection, List.of(outbox.event(event(erasure))));
            }
            return erasure;
        });
        outbox.committed();
        return done(erasure);
    }

    /** For whoever keeps something of the person elsewhere. The id of the user is all that it says. */
    private CloudEvent event(Erasure erasure) {
        ObjectNode data = json.createObjectNode()
                .put("erasureId", erasure.id().toString())
                .put("userId", erasure.user().toString());
        return CloudEvent.of(
                Ids.next(),
                "/memory-service",
                "subject.erased.v1",
                erasure.id().toString(),
                clock.instant(),
                erasure.tenant(),
                TraceContext.current().traceparent(),
                data);
    }
}
