package io.focusforge.memory.chunks;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.memory.memories.PlainText;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Checks what an answer claims to quote against the pieces that are kept, as far as the caller may see them. */
@ApplicationScoped
public class Citations {
    private static final String CHUNKS = """
            SELECT c.chunk_id, c.document_id, c.version, c.page, c.start_char, c.text
            FROM chunks c JOIN documents d ON d.tenant_id = c.tenant_id AND d.document_id = c.document_id
            WHERE c.tenant_id = $1 AND d.tenant_id = $1 AND c.chunk_id = ANY ($2) AND (d.user_id = $3 OR d.shared)""";

    private final TenantDatabase database;

    Citations(TenantDatabase database) {
        this.database = database;
    }

    /** What is said to be in a chunk. */
    public record Citation(
            @NotNull UUID chunk,
            @NotBlank @Size(max = 4_000) @PlainText String quote) {}

    /** All that one answer cites. */
    public record Claims(@NotNull @Size(min = 1, max = 100) List<@NotNull @Valid Citation> citations) {}

    /** In the order of the citations. */
    public record Verdicts(List<Verdict> items) {}

    Verdicts check(Caller caller, Claims claims) {
        var ids = claims.citations().stream().map(Citation::chunk).distinct().toArray(UUID[]::new);
        var parameters = Tuple.of(caller.tenant()).addArrayOfUUID(ids).addUUID(caller.user());
        var rows = database.read(caller.tenant(), connection -> ChunkStore.execute(connection, CHUNKS, parameters));
        var chunks = StreamSupport.stream(rows.spliterator(), false)
                .collect(Collectors.toMap(row -> row.getUUID("chunk_id"), row -> row));
        return new Verdicts(claims.citations().stream()
                .map(citation -> verdict(citation, chunks))
                .toList());
    }

    private static Verdict verdict(Citation citation, Map<UUID, Row> chunks) {
        var chunk = chunks.get(citation.chunk());
        if (chunk == null) {
            return Verdict.wrong(citation.chunk(), Verdict.Reason.UNKNOWN_CHUNK);
        }
        return new Quote(citation.quote())
                .in(chunk.getString("text"))
                .map(span -> Verdict.right(chunk, span))
                .orElseGet(() -> Verdict.wrong(citation.chunk(), Verdict.Reason.NOT_IN_CHUNK));
    }
}
