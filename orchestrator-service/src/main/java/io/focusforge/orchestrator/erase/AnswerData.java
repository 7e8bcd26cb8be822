package io.focusforge.orchestrator.erase;

import io.focusforge.common.erasure.RowsOfUser;
import io.focusforge.common.erasure.SubjectData;
import io.focusforge.common.postgres.TenantDatabase;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What was quoted to people, and what they thought of it. */
class AnswerData {
    private static final String ANSWERS = """
            DELETE FROM answers WHERE (tenant_id, id) IN (
                SELECT tenant_id, id FROM answers WHERE tenant_id = $1 AND user_id = $2 LIMIT $3::int)""";

    @Produces
    @Singleton
    SubjectData answers(TenantDatabase database) {
        return new RowsOfUser(database, "answers", ANSWERS);
    }
}
