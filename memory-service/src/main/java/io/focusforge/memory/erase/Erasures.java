package io.focusforge.memory.erase;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.erasure.DataSubject;
import io.focusforge.common.id.Ids;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.job.JobRequest;
import io.focusforge.common.outbox.Outbox;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.trace.TraceContext;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Begins erasures and shows their receipts: to the tenant's administrators, and to the person. */
@ApplicationScoped
class Erasures {
    static final String JOB = "subject.erase";
    /** Whose job it is: nobody's, so that it neither shows in a list nor is erased itself. */
    private static final UUID NOBODY = new UUID(0, 0);

    private final ErasureStore store;
    private final TenantDatabase database;
    private final Outbox outbox;
    private final ObjectMapper json;
    private final Clock clock;

    Erasures(ErasureStore store, TenantDatabase database, Outbox outbox, ObjectMapper json, Clock clock) {
        this.store = store;
        this.database = database;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
    }

    /** One that is under way is the answer to who asks again. */
    Receipt begin(Caller caller, UUID user) {
        requireAllowed(caller, user);
        var who = new DataSubject(caller.tenant(), user);
        var receipt = database.inTransaction(who.tenant(), connection -> begin(connection, who, now()));
        outbox.committed();
        return receipt;
    }

    Receipt find(Caller caller, UUID id) {
        return database.read(caller.tenant(), connection -> store.find(connection, caller.tenant(), id)
                .filter(erasure -> maySee(caller, erasure))
                .map(erasure -> Receipt.of(erasure, store.places(connection, erasure)))
                .orElseThrow(() -> ProblemException.notFound("erasure")));
    }

    private Receipt begin(SqlConnection connection, DataSubject who, Instant now) {
        var id = Ids.next();
        if (store.insert(connection, who, id, now)) {
            outbox.add(connection, List.of(outbox.job(job(who.tenant(), id))));
        }
        var erasure = store.underWay(connection, who).orElseThrow();
        return Receipt.of(erasure, store.places(connection, erasure));
    }

    private JobRequest job(UUID tenant, UUID erasure) {
        var payload = json.valueToTree(Map.of("erasureId", erasure));
        var trace = TraceContext.current().traceparent();
        return new JobRequest(erasure, tenant, NOBODY, null, JOB, payload, null, null, trace);
    }

    private static void requireAllowed(Caller caller, UUID user) {
        if (user.equals(NOBODY)) {
            throw ProblemException.notFound("user");
        }
        var oneself = caller.user().equals(user) && caller.may(Scopes.MEMORIES_WRITE);
        if (!oneself && !caller.may(Scopes.USERS_ADMIN)) {
            throw new ProblemException(
                    ErrorCode.FORBIDDEN,
                    "Erasing somebody else takes the scope users:admin, and erasing oneself memories:write.");
        }
    }

    private static boolean maySee(Caller caller, Erasure erasure) {
        return caller.may(Scopes.USERS_ADMIN) || erasure.isOf(new DataSubject(caller.tenant(), caller.user()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
