package io.focusforge.worker.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.objects.ObjectKey;
import io.focusforge.common.objects.ObjectStore;
import io.focusforge.common.objects.ObjectStoreException;
import io.focusforge.common.outbox.EventStreamSink;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.postgres.Statement;
import io.focusforge.worker.routine.Routines;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.quarkus.redis.client.RedisClientName;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.GZIPInputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class ExporterTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final UUID tenant = UUID.randomUUID();
    /** A stream that no outbox writes to. */
    private final int shard = ThreadLocalRandom.current().nextInt(10_000, 1_000_000);

    @Inject
    Exporter exporter;

    @Inject
    EventStream streams;

    @Inject
    ExportStore store;

    @Inject
    ObjectStore objects;

    @Inject
    TenantDatabase database;

    @Inject
    ExportConfig config;

    @Inject
    ObjectMapper json;

    @Inject
    Routines routines;

    @Inject
    @RedisClientName("streams")
    Redis redis;

    @ConfigProperty(name = "focusforge.objects.url")
    String directory;

    private static String event(UUID tenant, String time, int number) {
        return "{\"id\":%d,\"tenantid\":\"%s\",\"time\":\"%s\"}".formatted(number, tenant, time);
    }

    private String told(UUID of, String time, int number) {
        var event = event(of, time, number);
        tell("*", event);
        return event;
    }

    private void tell(String id, String event) {
        send(Request.cmd(Command.XADD)
                .arg(EventStreamSink.stream(shard))
                .arg(id)
                .arg(EventStreamSink.FIELD)
                .arg(event));
    }

    private void send(Request request) {
        redis.send(request).await().atMost(Duration.ofSeconds(30));
    }

    private Map<String, List<String>> exported() {
        return exported(tenant);
    }

    /** The lines of each file of a tenant, by its path. */
    private Map<String, List<String>> exported(UUID of) {
        var root = Path.of(URI.create(directory));
        var ofTenant = root.resolve("events").resolve("tenant=" + of);
        if (!Files.exists(ofTenant)) {
            return Map.of();
        }
        try (var files = Files.walk(ofTenant)) {
            var lines = new TreeMap<String, List<String>>();
            files.filter(Files::isRegularFile)
                    .forEach(file -> lines.put(ofTenant.relativize(file).toString(), lines(file)));
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try (var content = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void sortsEventsByTenantAndHour() {
        var other = UUID.randomUUID();
        var first = told(tenant, "2026-11-21T06:59:59.999Z", 1);
        var second = told(tenant, "2026-11-21T07:00:00Z", 2);
        var others = told(other, "2026-11-21T07:00:00Z", 3);
        var third = told(tenant, "2026-11-21T07:30:00Z", 4);
        tell("*", "no event at all");

        assertThat(exporter.exportBatch(shard)).isEqualTo(5);
        assertThat(exported()).hasSize(2);
        assertThat(exported().keySet())
                .allSatisfy(path -> assertThat(path).matches("date=2026-11-21/hour=0[67]/part-.*\\.ndjson\\.gz"));
        assertThat(exported().values()).containsExactly(List.of(first), List.of(second, third));
        assertThat(exported(other).values()).containsExactly(List.of(others));
        assertThat(exporter.exportBatch(shard)).isZero();
    }

    @Test
    void writesTheSamePartAgainAfterAFailure() {
        var first = told(tenant, "2026-11-21T07:00:00Z", 1);
        var second = told(tenant, "2026-11-21T08:00:00Z", 2);
        var failing = new Exporter(streams, store, new FailsAfterTheFirst(objects), database, config, json);
        assertThatThrownBy(() -> failing.exportBatch(shard)).isInstanceOf(ObjectStoreException.class);
        var written = exported();
        assertThat(written.values()).containsExactly(List.of(first));

        var third = told(tenant, "2026-11-21T07:10:00Z", 3);
        assertThat(exporter.exportBatch(shard)).isEqualTo(2);
        assertThat(exported()).containsAllEntriesOf(written);
        assertThat(exported().values()).containsExactly(List.of(first), List.of(second));
        assertThat(exporter.exportBatch(shard)).isEqualTo(1);
        assertThat(exported().values()).containsExactlyInAnyOrder(List.of(first), List.of(second), List.of(third));
    }

    @Test
    void exportsAStreamAnewThatHasLostItsData() {
        told(tenant, "2026-11-21T07:00:00Z", 1);
        exporter.exportBatch(shard);
        send(Request.cmd(Command.DEL).arg(EventStreamSink.stream(shard)));
        assertThat(exporter.exportBatch(shard)).isZero();

        var event = event(tenant, "2026-11-21T09:00:00Z", 2);
        tell("5-1", event);
        assertThat(exporter.exportBatch(shard)).isEqualTo(1);
        assertThat(exported().values()).contains(List.of(event));
        assertThat(exporter.exportBatch(shard)).isZero();
    }

    @Test
    void leavesAPartToTheOneWhoHasMovedOn() {
        told(tenant, "2026-11-21T07:00:00Z", 1);
        var overtaken = new Exporter(
                streams, store, new Doing(objects, () -> exporter.exportBatch(shard)), database, config, json);
        assertThat(overtaken.exportBatch(shard)).isZero();
        assertThat(exported()).hasSize(1);
        assertThat(exporter.exportBatch(shard)).isZero();
    }

    @Test
    void isOneJobForAllWhoAskInAPeriod() {
        var jobs = Jobs.ofSomebody();
        var job = jobs.scripted("DONE");
        jobs.await(job, "succeeded");
        await().atMost(LONG).until(() -> {
            routines.ask(ExportEvents.TYPE, Duration.ofSeconds(1));
            return !exported(jobs.tenant()).isEmpty();
        });
        assertThat(exported(jobs.tenant()).values().iterator().next().getFirst())
                .contains("io.focusforge.job.succeeded.v1", job.toString());

        var before = exports();
        var year = Duration.ofDays(365);
        routines.ask(ExportEvents.TYPE, year);
        routines.ask(ExportEvents.TYPE, year);
        assertThat(exports() - before).isEqualTo(1);
    }

    private int exports() {
        return database.acrossTenants(
                connection -> new Statement("SELECT 1 FROM job_records WHERE tenant_id = $1 AND type = 'events.export'")
                        .run(connection, new UUID(0, 0))
                        .size());
    }

    /** Does something before each object. */
    private record Doing(ObjectStore store, Runnable action) implements ObjectStore {
        @Override
        public Put put(ObjectKey key, InputStream content, long atMost) {
            action.run();
            return store.put(key, content, atMost);
        }

        @Override
        public Optional<InputStream> open(ObjectKey key) {
            return store.open(key);
        }

        @Override
        public void delete(ObjectKey key) {
            store.delete(key);
        }

        @Override
        public void close() {}
    }

    private static final class FailsAfterTheFirst implements ObjectStore {
        private final ObjectStore store;
        private boolean first = true;

        FailsAfterTheFirst(ObjectStore store) {
            this.store = store;
        }

        @Override
        public Put put(ObjectKey key, InputStream content, long atMost) {
            if (!first) {
                throw new ObjectStoreException("the bucket is away", null);
            }
            first = false;
            return store.put(key, content, atMost);
        }

        @Override
        public Optional<InputStream> open(ObjectKey key) {
            return store.open(key);
        }

        @Override
        public void delete(ObjectKey key) {
            store.delete(key);
        }

        @Override
        public void close() {}
    }
}
