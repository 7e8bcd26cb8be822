package io.focusforge.memory.vectors;

import io.focusforge.memory.embedding.EmbeddingConfig;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;

/** Which model belongs to which set of vectors. Read in the transaction that uses it, so that a switch is seen at once by everybody. */
@ApplicationScoped
public class EmbeddingSets {
    private static final String SETS = "SELECT name, model, state FROM embedding_sets WHERE name = ANY ('{A,B}')";

    private final EmbeddingConfig config;

    EmbeddingSets(EmbeddingConfig config) {
        this.config = config;
    }

    /**
     * @param searched the set that searches look at
     * @param written the models of all sets that are kept complete, the searched one among them
     */
    public record Sets(VectorSet searched, Map<VectorSet, String> written) {
        public String model() {
            return written.get(searched);
        }
    }

    public Sets read(SqlConnection connection) {
        return read(connection, SETS);
    }

    /** The same; none changes its state before the end of the transaction. */
    public Sets lock(SqlConnection connection) {
        return read(connection, SETS + " FOR SHARE");
    }

    private Sets read(SqlConnection connection, String sql) {
        var searched = VectorSet.A;
        var written = new EnumMap<VectorSet, String>(VectorSet.class);
        for (var row : Sql.execute(connection, sql, Tuple.tuple())) {
            var set = VectorSet.valueOf(row.getString("name"));
            var state = SetState.valueOf(row.getString("state"));
            if (state.written()) {
                written.put(set, model(row));
            }
            searched = state == SetState.SEARCHED ? set : searched;
        }
        return new Sets(searched, Map.copyOf(written));
    }

    private String model(Row row) {
        var model = row.getString("model");
        return model == null ? config.model() : model;
    }
}
