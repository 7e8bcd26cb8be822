package io.focusforge.orchestrator.runstore;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.identity.AllowedModels;
import io.focusforge.common.identity.Caller;
import io.focusforge.orchestrator.run.NewRun;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.run.StepUsage;
import io.focusforge.orchestrator.run.Webhook;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;

/** Columns as values, and values as columns. */
@ApplicationScoped
public class Stored {
    private final ObjectMapper json;

    public Stored(ObjectMapper json) {
        this.json = json;
    }

    /** What a run may do on its caller's behalf, whichever process goes on with it. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Rights(Set<String> scopes, String plan, UUID key, Set<String> models) {
        static Rights of(Caller caller) {
            var models = caller.models().isAll() ? null : caller.models().names();
            return new Rights(caller.scopes(), caller.plan(), caller.key(), models);
        }

        Caller of(UUID tenant, UUID user) {
            return new Caller(tenant, user, scopes, plan, key, AllowedModels.of(models));
        }
    }

    /** @param rights as they were stored */
    public Caller caller(String rights, UUID tenant, UUID user) {
        return read(rights, Rights.class).of(tenant, user);
    }

    StoredRun run(Row row) {
        var caller = caller(row.getString("caller"), row.getUUID("tenant_id"), row.getUUID("user_id"));
        var what = new NewRun(
                row.getString("kind"),
                row.getString("definition"),
                row.getString("name"),
                tree(row.getString("input")),
                caller,
                read(row.getString("webhook"), Webhook.class),
                row.getString("traceparent"));
        return new StoredRun(
                key(row, "id"),
                what,
                row.getLong("seq"),
                row.getOffsetDateTime("cancelled_at") != null,
                row.getInteger("takeovers"),
                row.getUUID("forked_from"),
                Statement.instant(row, "created_at"));
    }

    static StepRow step(Row row) {
        var code = row.getString("error_code");
        return new StepRow(
                row.getString("step"),
                StepState.of(row.getString("state")),
                row.getLong("seq"),
                row.getInteger("attempt"),
                usage(row),
                new StepRow.Times(
                        Statement.instant(row, "started_at"),
                        Statement.instant(row, "finished_at"),
                        Statement.instant(row, "due_at")),
                new StepRow.Wait(row.getString("signal"), row.getString("signal_right"), row.getUUID("woken_by")),
                row.getString("result"),
                code == null ? null : new RunError(row.getString("step"), code, row.getString("error_message")),
                row.getString("progress"));
    }

    StoredSignal signal(Row row) {
        return new StoredSignal(
                key(row, "run_id"),
                row.getUUID("id"),
                row.getString("name"),
                tree(row.getString("data")),
                row.getUUID("sender"),
                Set.of(row.getArrayOfStrings("scopes")),
                row.getBoolean("used"));
    }

    static StepUsage usage(Row row) {
        return new StepUsage(row.getLong("input_tokens"), row.getLong("output_tokens"), row.getLong("cost_micros"));
    }

    static RunKey key(Row row, String id) {
        return new RunKey(row.getUUID("tenant_id"), row.getUUID(id));
    }

    /** For {@link #caller(String, UUID, UUID)}. */
    public String caller(Caller caller) {
        return write(Rights.of(caller));
    }

    /** @return null for null */
    String write(Object value) {
        try {
            return value == null ? null : json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not representable as JSON", e);
        }
    }

    /** @return null for null */
    public JsonNode tree(String text) {
        return read(text, JsonNode.class);
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return text == null ? null : json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was stored of a run cannot be read", e);
        }
    }
}
