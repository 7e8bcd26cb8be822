package io.focusforge.memory.vectors;

import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Asks the database once what its migration has decided. */
@ApplicationScoped
class VectorKind {
    private static final Logger LOG = Logger.getLogger(VectorKind.class);
    private static final String PGVECTOR = """
            SELECT NOT EXISTS (SELECT FROM pg_attribute
                WHERE attrelid = 'chunk_vectors_a'::regclass AND attname = 'signature' AND NOT attisdropped)""";

    private final TenantDatabase database;
    private final VectorConfig config;
    private volatile Vectors vectors;

    VectorKind(TenantDatabase database, VectorConfig config) {
        this.database = database;
        this.config = config;
    }

    Vectors vectors() {
        var known = vectors;
        return known == null ? ask() : known;
    }

    private Vectors ask() {
        var rows = database.acrossTenants(connection -> Sql.execute(connection, PGVECTOR, Tuple.tuple()));
        var found = rows.iterator().next().getBoolean(0) ? new PgvectorVectors(config) : new SignatureVectors();
        LOG.infof("Chunks of documents are searched by %s", found.kind());
        vectors = found;
        return found;
    }
}
