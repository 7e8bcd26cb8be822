package io.focusforge.memory.messagesearch;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.memory.conversations.ConversationKey;
import io.focusforge.memory.messages.Append;
import io.focusforge.memory.messages.Message;
import io.focusforge.memory.words.Words;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The rows of the index, written in batches. */
@ApplicationScoped
class MessageIndex {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** What is searched of a message; its words take no more than a column of words holds. */
    private static final int SEARCHED = 50_000;

    private static final String INSERT = """
            INSERT INTO message_index (tenant_id, user_id, conversation_id, seq, message_id, append_seq, role, words)
            SELECT t, u, c, s, m, a, r, %s
            FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::uuid[], $6::int[], $7::text[], $8::text[])
                     AS given (t, u, c, s, m, a, r, w)
            ON CONFLICT DO NOTHING""";
    private static final String DELETE = """
            DELETE FROM message_index WHERE tenant_id = $1 AND conversation_id = $2 AND seq = ANY (ARRAY (
                SELECT seq FROM message_index WHERE tenant_id = $1 AND conversation_id = $2 ORDER BY seq LIMIT $3))""";

    private final TenantDatabase database;
    private final String insert;

    MessageIndex(TenantDatabase database, Words words) {
        this.database = database;
        this.insert = INSERT.formatted(words.vector("w"));
    }

    private record Row(Append append, Message message) {
        String searched() {
            var content = message.content();
            return content.length() <= SEARCHED
                    ? content
                    : content.substring(
                            0, Character.isHighSurrogate(content.charAt(SEARCHED - 1)) ? SEARCHED - 1 : SEARCHED);
        }
    }

    /** Serves all tenants. What is there already stays: a message is never changed. */
    void add(Collection<Append> appends) {
        var rows = appends.stream()
                .flatMap(append -> append.messages().stream().map(message -> new Row(append, message)))
                .toList();
        var parameters = Tuple.tuple()
                .addArrayOfUUID(array(rows, row -> key(row).owner().tenant(), UUID[]::new))
                .addArrayOfUUID(array(rows, row -> key(row).owner().user(), UUID[]::new))
                .addArrayOfUUID(array(rows, row -> key(row).conversation(), UUID[]::new))
                .addArrayOfInteger(array(rows, row -> row.message().seq(), Integer[]::new))
                .addArrayOfUUID(array(rows, row -> row.message().id(), UUID[]::new))
                .addArrayOfInteger(array(rows, row -> row.append().first(), Integer[]::new))
                .addArrayOfString(array(rows, row -> row.message().role().text(), String[]::new))
                .addArrayOfString(array(rows, Row::searched, String[]::new));
        database.acrossTenants(connection -> connection
                .preparedQuery(insert)
                .execute(parameters)
                .await()
                .atMost(TIMEOUT)
                .rowCount());
    }

    /** @return how many rows are gone, at most {@code limit} */
    int remove(ConversationKey conversation, int limit) {
        var owner = conversation.owner();
        return database.inTransaction(owner.tenant(), connection -> connection
                .preparedQuery(DELETE)
                .execute(Tuple.of(owner.tenant(), conversation.conversation(), limit))
                .await()
                .atMost(TIMEOUT)
                .rowCount());
    }

    private static ConversationKey key(Row row) {
        return row.append().conversation();
    }

    private static <T> T[] array(List<Row> rows, Function<Row, T> field, IntFunction<T[]> make) {
        return rows.stream().map(field).toArray(make);
    }
}
