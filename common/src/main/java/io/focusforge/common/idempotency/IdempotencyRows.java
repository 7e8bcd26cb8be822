package io.focusforge.common.idempotency;

import io.focusforge.common.erasure.RowsOfUser;
import io.focusforge.common.erasure.SubjectData;
import io.focusforge.common.postgres.TenantDatabase;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What was answered to a person is erased with the person. */
class IdempotencyRows {
    private static final String DELETE = """
            DELETE FROM idempotency_keys WHERE (tenant_id, user_id, key) IN (
                SELECT tenant_id, user_id, key FROM idempotency_keys WHERE tenant_id = $1 AND user_id = $2 LIMIT $3::int)""";

    @Produces
    @Singleton
    SubjectData answers(TenantDatabase database) {
        return new RowsOfUser(database, "idempotency-keys", DELETE);
    }
}
