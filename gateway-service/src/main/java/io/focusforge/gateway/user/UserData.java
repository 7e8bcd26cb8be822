package io.focusforge.gateway.user;

import io.focusforge.common.erasure.RowsOfUser;
import io.focusforge.common.erasure.SubjectData;
import io.focusforge.common.postgres.TenantDatabase;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The name and the address of a person. */
class UserData {
    private static final String DELETE =
            "DELETE FROM users WHERE tenant_id = $1 AND id IN (SELECT u.id FROM users u WHERE u.tenant_id = $1 AND u.id = $2 LIMIT $3::int)";

    @Produces
    @Singleton
    SubjectData user(TenantDatabase database) {
        return new RowsOfUser(database, "users", DELETE);
    }
}
