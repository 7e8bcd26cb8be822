package io.focusforge.ai.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.ai.usage.Usage.Kind;
import io.focusforge.ai.usage.Usage.Subject;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class LedgerCrashTest {
    private static final String FREE = "free";
    private static final int CALLERS = 4;
    private static final int BEFORE_THE_END = 20_000;

    private final UUID tenant = UUID.randomUUID();

    @TempDir
    Path directory;

    @Inject
    LedgerWriter writer;

    @Inject
    TenantDatabase database;

    @Test
    void everyCallThatWasCountedIsInTheLedgerOnceAfterKillDashNine() throws Exception {
        var counted = countUntilKilled();
        var written = rows().size();
        new LedgerJournal(directory, 1024).drain(writer::write);

        assertThat(written).as("written before the end").isPositive();
        var paid = counted.stream().filter(trace -> !trace.equals(FREE)).toList();
        var inLedger = rows().stream()
                .map(row -> row.getString("request_id"))
                .filter(trace -> trace != null)
                .toList();
        var distinct = new HashSet<>(inLedger);
        assertThat(inLedger).hasSameSizeAs(distinct);
        assertThat(paid).filteredOn(trace -> !distinct.contains(trace)).isEmpty();
        // what was counted, and perhaps the last call of each caller, which it had no time to print
        assertThat(calls("usage")).isBetween((long) counted.size(), (long) counted.size() + CALLERS);
        assertThat(calls("usage_days")).isEqualTo(calls("usage"));
    }

    @Test
    void aBatchThatIsWrittenAgainCountsOnlyWhatIsNew() {
        var api = new Api();
        var budget = "{\"name\": \"b\", \"scope\": \"tenant\", \"period\": \"day\", \"amountMicros\": 9}";
        var made = api.with(Scopes.USAGE_ADMIN).body(budget).post("/api/v1/budgets");
        var subject = new Subject(api.tenant(), api.user(), Subject.NONE, "focusforge", "m", Kind.CHAT);
        var known = Usage.of(subject, new TokenUsage(1, 0, false), 1L, "known", Instant.now());
        var fresh = Usage.of(subject, new TokenUsage(1, 0, false), 1L, "fresh", Instant.now());
        writer.write(List.of(known));
        writer.write(List.of(known, fresh));
        api.usage("").then().body("total.calls", equalTo(2));
        api.with(Scopes.USAGE_READ).get(made.header("Location")).then().body("spentMicros", equalTo(2));
    }

    @Test
    void whatTheDatabaseRefusesDoesNotHoldUpTheRest() {
        var bad = new Subject(tenant, tenant, Subject.NONE, "focusforge", "\0", Kind.CHAT);
        var good = new Subject(tenant, tenant, Subject.NONE, "focusforge", "m", Kind.CHAT);
        writer.write(List.of(
                Usage.of(bad, new TokenUsage(1, 0, false), 1L, "bad", Instant.now()),
                Usage.of(good, new TokenUsage(1, 0, false), 1L, "good", Instant.now())));
        assertThat(rows()).extracting(row -> row.getString("request_id")).containsExactly("good");
    }

    private List<String> countUntilKilled() throws IOException, InterruptedException {
        var config = ConfigProvider.getConfig();
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledService.class.getName(),
                        config.getValue("quarkus.datasource.reactive.url", String.class),
                        config.getValue("quarkus.datasource.username", String.class),
                        config.getValue("quarkus.datasource.password", String.class),
                        directory.toString(),
                        tenant.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = process.inputReader()) {
            var counted = read(out, BEFORE_THE_END);
            // who has nobody to read what it prints counts no more
            await().until(() -> counted.addAll(read(out, BEFORE_THE_END)) && !rows().isEmpty());
            // the handle's method leaves open what the process has printed
            process.toHandle().destroyForcibly();
            counted.addAll(read(out, Integer.MAX_VALUE));
            assertThat(process.waitFor(Duration.ofSeconds(10))).isTrue();
            return counted;
        } finally {
            process.destroyForcibly();
        }
    }

    /** A line that the end of the process cut off was printed, and so it was counted; but it names nothing. */
    private static List<String> read(BufferedReader out, int most) throws IOException {
        var lines = new ArrayList<String>();
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line.equals(FREE) || line.length() == 36 ? line : FREE);
            if (lines.size() == most) {
                break;
            }
        }
        return lines;
    }

    private List<Row> rows() {
        return query("SELECT request_id FROM usage WHERE tenant_id = $1");
    }

    private long calls(String table) {
        return query("SELECT coalesce(sum(calls), 0)::bigint FROM " + table + " WHERE tenant_id = $1")
                .getFirst()
                .getLong(0);
    }

    private List<Row> query(String sql) {
        return database.read(
                tenant,
                connection -> connection.preparedQuery(sql).execute(Tuple.of(tenant)).await().indefinitely().stream()
                        .toList());
    }
}
