package io.focusforge.common.idempotency;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes a change in a transaction, under an {@code Idempotency-Key} at most once. */
@ApplicationScoped
public class Once {
    /** @param again whether it was given before */
    public record Answer(StoredAnswer stored, boolean again) {
        public static Answer first(StoredAnswer stored) {
            return new Answer(stored, false);
        }

        public static Answer again(Claim.Replay first) {
            return new Answer(first.answer().orElseThrow(), true);
        }

        /** As it is sent. */
        public Response response() {
            return Response.status(stored.status())
                    .header(HttpHeaders.LOCATION, stored.location())
                    .header(IdempotencyKey.REPLAYED_HEADER, again ? true : null)
                    .type(MediaType.APPLICATION_JSON)
                    .entity(stored.body())
                    .build();
        }
    }

    private final TenantDatabase database;
    private final IdempotencyStore idempotency;

    Once(TenantDatabase database, IdempotencyStore idempotency) {
        this.database = database;
        this.idempotency = idempotency;
    }

    /** @param resource names the change */
    public Answer run(
            Caller caller, Optional<IdempotencyKey> key, UUID resource, Function<SqlConnection, StoredAnswer> change) {
        return database.inTransaction(
                caller.tenant(), connection -> run(connection, caller, key, resource, () -> change.apply(connection)));
    }

    /** The same in the caller's transaction. */
    public Answer run(
            SqlConnection connection,
            Caller caller,
            Optional<IdempotencyKey> key,
            UUID resource,
            Supplier<StoredAnswer> change) {
        return switch (claim(connection, caller, key, resource)) {
            case Claim.First first -> {
                var answer = change.get();
                key.ifPresent(given -> idempotency.answer(connection, caller, given, answer));
                yield Answer.first(answer);
            }
            case Claim.Replay replay -> Answer.again(replay);
        };
    }

    private Claim claim(SqlConnection connection, Caller caller, Optional<IdempotencyKey> key, UUID resource) {
        return key.map(given -> idempotency.claim(connection, caller, given, resource))
                .orElseGet(Claim.First::new);
    }
}
