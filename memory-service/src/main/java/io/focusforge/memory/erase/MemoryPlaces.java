package io.focusforge.memory.erase;

import com.mongodb.client.MongoClient;
import io.focusforge.common.erasure.RowsOfUser;
import io.focusforge.common.erasure.SubjectData;
import io.focusforge.common.postgres.TenantDatabase;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What this service keeps of people beside the memories themselves. */
class MemoryPlaces {
    private static final String INDEX = """
            DELETE FROM memory_index WHERE (tenant_id, memory_id) IN (
                SELECT tenant_id, memory_id FROM memory_index WHERE tenant_id = $1 AND user_id = $2 LIMIT $3::int)""";
    private static final String CONSOLIDATIONS = """
            DELETE FROM consolidations WHERE (tenant_id, id) IN (
                SELECT tenant_id, id FROM consolidations WHERE tenant_id = $1 AND user_id = $2 LIMIT $3::int)""";

    private final MongoClient mongo;
    private final String database;

    MemoryPlaces(MongoClient mongo, @ConfigProperty(name = "quarkus.mongodb.database") String database) {
        this.mongo = mongo;
        this.database = database;
    }

    @Produces
    @Singleton
    SubjectData history() {
        return documents("memory_history", "memory-history");
    }

    @Produces
    @Singleton
    SubjectData facts() {
        return documents("memory_facts", "memory-facts");
    }

    @Produces
    @Singleton
    SubjectData removals() {
        return documents("memory_namespace_removals", "memory-namespaces");
    }

    /** Under which keys somebody had things learnt. */
    @Produces
    @Singleton
    SubjectData receipts() {
        return documents("memory_receipts", "memory-receipts");
    }

    /** After the memories, by name, so that none is indexed behind our back. */
    @Produces
    @Singleton
    SubjectData index(TenantDatabase postgres) {
        return new RowsOfUser(postgres, "memory-index", INDEX);
    }

    @Produces
    @Singleton
    SubjectData consolidations(TenantDatabase postgres) {
        return new RowsOfUser(postgres, "consolidations", CONSOLIDATIONS);
    }

    private SubjectData documents(String collection, String place) {
        return new DocumentsOfUser(mongo.getDatabase(database).getCollection(collection), place);
    }
}
