package io.focusforge.orchestrator.conversation;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.grounding.Citation;
import io.focusforge.orchestrator.runstore.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What answers have quoted of documents. Of one that is withdrawn no citation says more than that there was one; it is withdrawn for good, so
 * that an answer which comes to its end later does not quote it either.
 */
@ApplicationScoped
public class QuotedDocuments {
    private static final int AT_ONCE = 100;
    private static final Statement WITHDRAW =
            new Statement("INSERT INTO withdrawn_documents VALUES ($1, $2, $3) ON CONFLICT DO NOTHING");
    private static final Statement RESTORE =
            new Statement("DELETE FROM withdrawn_documents WHERE tenant_id = $1 AND document_id = $2");
    private static final Statement WITHDRAWN = new Statement(
            "SELECT document_id FROM withdrawn_documents WHERE tenant_id = $1 AND document_id = ANY ($2)");
    private static final Statement NOTE = new Statement("""
            INSERT INTO answer_documents (tenant_id, document_id, answer_id)
            SELECT $1, document_id, $2 FROM unnest($3::uuid[]) AS quoted (document_id) ON CONFLICT DO NOTHING""");
    private static final Statement QUOTING = new Statement("""
            SELECT a.id, a.result FROM answer_documents d JOIN answers a ON a.tenant_id = d.tenant_id AND a.id = d.answer_id
            WHERE d.tenant_id = $1 AND d.document_id = $2 ORDER BY a.id LIMIT $3::int FOR UPDATE OF a""");
    private static final Statement STRIP = new Statement("""
            UPDATE answers SET result = given.result FROM unnest($2::uuid[], $3::text[]) AS given (id, result)
            WHERE answers.tenant_id = $1 AND answers.id = given.id""");
    private static final Statement FORGET = new Statement(
            "DELETE FROM answer_documents WHERE tenant_id = $1 AND document_id = $2 AND answer_id = ANY ($3)");

    private final TenantDatabase database;
    private final AnswerRows rows;
    private final Clock clock;

    QuotedDocuments(TenantDatabase database, AnswerRows rows, Clock clock) {
        this.database = database;
        this.rows = rows;
        this.clock = clock;
    }

    public void withdraw(UUID tenant, UUID document) {
        database.inTransaction(tenant, connection -> WITHDRAW.run(connection, tenant, document, clock.instant()));
    }

    public void restore(UUID tenant, UUID document) {
        database.inTransaction(tenant, connection -> RESTORE.run(connection, tenant, document));
    }

    /** Removes the quotes themselves, of some answers. @return whether there were any */
    public boolean strip(UUID tenant, UUID document) {
        return database.inTransaction(tenant, connection -> {
            var quoting =
                    QUOTING.run(connection, tenant, document, AT_ONCE).stream().toList();
            var ids = quoting.stream().map(row -> row.getUUID("id")).toArray(UUID[]::new);
            var results = quoting.stream().map(row -> stripped(row, document)).toArray(String[]::new);
            STRIP.run(connection, tenant, ids, results);
            FORGET.run(connection, tenant, document, ids);
            return !quoting.isEmpty();
        });
    }

    private String stripped(Row row, UUID document) {
        return rows.write(rows.result(row).without(Set.of(document)));
    }

    /** Part of the transaction that ends an answer. */
    void note(SqlConnection connection, AnswerRow row) {
        var quoted = documents(List.of(row));
        if (!quoted.isEmpty()) {
            NOTE.run(connection, row.key().tenant(), row.key().id(), quoted.toArray(UUID[]::new));
        }
    }

    /** The answers as they may be shown now. */
    List<AnswerRow> shown(SqlConnection connection, UUID tenant, List<AnswerRow> answers) {
        var quoted = documents(answers);
        if (quoted.isEmpty()) {
            return answers;
        }
        var withdrawn = WITHDRAWN.run(connection, tenant, quoted.toArray(UUID[]::new)).stream()
                .map(row -> row.getUUID(0))
                .collect(Collectors.toSet());
        return withdrawn.isEmpty()
                ? answers
                : answers.stream().map(row -> row.without(withdrawn)).toList();
    }

    private static Set<UUID> documents(Collection<AnswerRow> answers) {
        return answers.stream()
                .filter(row -> row.result() != null)
                .flatMap(row -> row.result().citations().stream())
                .map(Citation::document)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
