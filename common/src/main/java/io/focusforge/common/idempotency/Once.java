package io.focusforge.common.idempotency;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes a change in a transaction, under an {@code Idempotency-Key} at most once. */
@ApplicationScoped
public class Once {
    /** @param again whether it was given before */
    public record Answer(StoredAnswer stored, boolean again) {}

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
                yield new Answer(answer, false);
            }
            case Claim.Replay replay -> new Answer(replay.answer().orElseThrow(), true);
        };
    }

    private Claim claim(SqlConnection connection, Caller caller, Optional<IdempotencyKey> key, UUID resource) {
        return key.map(given -> idempotency.claim(connection, caller, given, resource))
                .orElseGet(Claim.First::new);
    }
}
