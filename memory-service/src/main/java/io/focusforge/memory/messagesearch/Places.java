package io.focusforge.memory.messagesearch;

import io.focusforge.memory.conversations.ConversationKey;
import io.focusforge.memory.memories.Owner;
import io.focusforge.memory.messages.Role;
import io.focusforge.memory.replica.Reads;
import io.focusforge.memory.words.Words;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** Asks the index which messages of a user have the words of a query, scored as BM25 does among all messages of the user. */
@ApplicationScoped
class Places {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    // Found texts are looked up one by one: a plan that was made when the tables were empty is still a good one later.
    private static final String QUERY = """
            WITH %s
            SELECT conversation_id, append_seq, seq, score
            FROM word_score CROSS JOIN LATERAL (
                SELECT conversation_id, append_seq, seq, message_id FROM message_index
                WHERE tenant_id = $1 AND message_id = text_id AND role = ANY ($4) AND user_id = $5
                      AND ($6::uuid IS NULL OR conversation_id = $6) OFFSET 0) message
            ORDER BY score DESC, message_id DESC LIMIT $7""";
    private static final String SCOPE = "md5('messages/' || $2)::uuid";

    private final Reads reads;
    private final String query;

    Places(Reads reads, Words words) {
        this.reads = reads;
        this.query = QUERY.formatted(words.scores("$1", SCOPE, "$3"));
    }

    List<Place> find(Owner owner, MessageSearchRequest request, int limit) {
        var parameters = Tuple.of(owner.tenant(), owner.user().toString(), request.query())
                .addArrayOfString(request.roles().stream().map(Role::text).toArray(String[]::new))
                .addUUID(owner.user())
                .addUUID(request.conversation())
                .addInteger(limit);
        var rows = reads.from(database -> database.read(owner.tenant(), connection -> connection
                .preparedQuery(query)
                .execute(parameters)
                .await()
                .atMost(TIMEOUT)));
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Place(
                        new ConversationKey(owner, row.getUUID("conversation_id")),
                        row.getInteger("append_seq"),
                        row.getInteger("seq"),
                        row.getDouble("score")))
                .toList();
    }
}
