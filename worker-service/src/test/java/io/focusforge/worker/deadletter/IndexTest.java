package io.focusforge.worker.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.postgres.Statement;
import io.focusforge.worker.testing.FreePorts;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Asks the planner, under row-level security, how it would answer without what it prefers while the table is small or its
 * statistics are of other rows: what an index can do is asked here, not what the tests before left behind.
 */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class IndexTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private static final List<String> NEVER = List.of("sort", "incremental_sort", "seqscan", "bitmapscan");

    private final Caller caller = new Caller(UUID.randomUUID(), UUID.randomUUID(), Set.of(), null);

    @Inject
    TenantDatabase database;

    private String plan(Criteria criteria, String sql) {
        return database.inTransaction(caller.tenant(), connection -> {
            NEVER.forEach(way -> new Statement("SET LOCAL enable_" + way + " = off").run(connection));
            var plan = new StringBuilder();
            criteria.run(connection, "EXPLAIN " + sql)
                    .forEach(row -> plan.append(row.getString(0)).append('\n'));
            return plan.toString();
        });
    }

    @ParameterizedTest
    @CsvSource({",,", "ai,,", "ai,mail.send,", ",mail.send,gone", "ai,mail.send,gone"})
    void answersTheListInTheOrderOfAnIndex(String queue, String type, String errorCode) {
        var filter = new DeadLetterFilter(queue, type, errorCode, FIRST, null);
        var criteria =
                new Criteria(caller, filter).after(new DeadLetterCursor(FIRST.plusSeconds(9), UUID.randomUUID()));
        var plan = plan(criteria, DeadLetterStore.LIST.formatted(criteria.where(), criteria.value(51)));
        assertThat(plan).contains("using jobs_dead on jobs").doesNotContain("Sort");
        var condition = plan.lines()
                .filter(line -> line.contains("Index Cond"))
                .findFirst()
                .orElseThrow();
        assertThat(condition).contains("finished_at, id");
        assertThat(condition.contains("queue")).isEqualTo(queue != null);
        assertThat(condition.contains("error_code")).isEqualTo(errorCode != null);
        assertThat(condition.contains("type")).isEqualTo(type != null);
    }

    @Test
    void countsFromAnIndex() {
        var criteria = new Criteria(caller, new DeadLetterFilter(null, null, null, FIRST, null));
        var plan = plan(criteria, BulkStore.COUNT.formatted(criteria.where(), criteria.value(Bulk.COUNTED)));
        assertThat(plan).contains("using jobs_dead on jobs");
    }
}
