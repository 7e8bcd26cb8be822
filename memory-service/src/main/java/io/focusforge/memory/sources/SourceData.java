package io.focusforge.memory.sources;

import io.focusforge.common.erasure.RowsOfUser;
import io.focusforge.common.erasure.SubjectData;
import io.focusforge.common.postgres.TenantDatabase;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Sources of a person, and the names of what was found there; those first, by the order of their places. */
class SourceData {
    private static final String ITEMS = """
            DELETE FROM source_items WHERE (tenant_id, source_id, item) IN (
                SELECT i.tenant_id, i.source_id, i.item FROM sources s JOIN source_items i USING (tenant_id, source_id)
                WHERE s.tenant_id = $1 AND s.user_id = $2 LIMIT $3::int)""";
    private static final String SOURCES = """
            DELETE FROM sources WHERE (tenant_id, source_id) IN (
                SELECT tenant_id, source_id FROM sources WHERE tenant_id = $1 AND user_id = $2 ORDER BY source_id LIMIT $3::int)""";

    @Produces
    @Singleton
    SubjectData sourceItems(TenantDatabase database) {
        return new RowsOfUser(database, "source-items", ITEMS);
    }

    @Produces
    @Singleton
    SubjectData sources(TenantDatabase database) {
        return new RowsOfUser(database, "sources", SOURCES);
    }
}
