package io.focusforge.gateway.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.idempotency.Claim;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.IdempotencyStore;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes a resource once per {@code Idempotency-Key}: the key is claimed in the transaction of the insert. */
@ApplicationScoped
public class Creations {
    private static final int CREATED = 201;

    private final TenantDatabase database;
    private final IdempotencyStore idempotency;
    private final ObjectMapper json;

    Creations(TenantDatabase database, IdempotencyStore idempotency, ObjectMapper json) {
        this.database = database;
        this.idempotency = idempotency;
        this.json = json;
    }

    /**
     * @param header the {@code Idempotency-Key}, or null
     * @param answered what is remembered as the answer, without what only the first answer may show
     * @param find the resource as it is now, for a first request that died before it had its answer
     */
    public <T> Response create(
            Creation<T> creation, String header, Consumer<SqlConnection> insert, T answered, Function<UUID, T> find) {
        var key = IdempotencyKey.of(header, creation.operation(), write(creation.body()));
        return switch (claimed(creation, key, insert)) {
            case Claim.First() -> {
                key.ifPresent(used -> idempotency.answer(
                        creation.caller(), used, new StoredAnswer(CREATED, creation.location(), text(answered))));
                yield Response.status(CREATED)
                        .header(HttpHeaders.LOCATION, creation.location())
                        .entity(creation.view())
                        .build();
            }
            case Claim.Replay replay -> replay(creation, replay, find);
        };
    }

    private <T> Claim claimed(Creation<T> creation, Optional<IdempotencyKey> key, Consumer<SqlConnection> insert) {
        Function<SqlConnection, Claim> work = connection -> {
            var claim = key.map(used -> idempotency.claim(connection, creation.caller(), used, creation.id()))
                    .orElseGet(Claim.First::new);
            if (claim instanceof Claim.First) {
                insert.accept(connection);
            }
            return claim;
        };
        return creation.tenant().equals(creation.caller().tenant())
                ? database.inTransaction(creation.tenant(), work)
                : database.acrossTenants(work);
    }

    private <T> Response replay(Creation<T> creation, Claim.Replay replay, Function<UUID, T> find) {
        var answer = replay.answer()
                .orElseGet(() -> new StoredAnswer(
                        CREATED, creation.collection() + "/" + replay.resource(), text(find.apply(replay.resource()))));
        return Response.status(answer.status())
                .header(HttpHeaders.LOCATION, answer.location())
                .header(IdempotencyKey.REPLAYED_HEADER, "true")
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(answer.body())
                .build();
    }

    private byte[] write(Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(Object value) {
        return new String(write(value), java.nio.charset.StandardCharsets.UTF_8);
    }
}
