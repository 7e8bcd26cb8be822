package io.focusforge.memory.replica;

import io.focusforge.local.server.Directories;
import io.focusforge.local.server.Endpoints;
import io.focusforge.local.server.ReplicatedPostgres;
import io.focusforge.local.server.Service;
import io.focusforge.local.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assertions;

/** A primary and a replica of its own, and of all else the build's servers. */
public final class WithReplica implements QuarkusTestResourceLifecycleManager {
    private TestDatabase others;
    private Path directory;
    private ReplicatedPostgres postgres;

    @Override
    public Map<String, String> start() {
        try {
            directory = Files.createTempDirectory("focusforge-replica");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        others = TestDatabase.create(Service.MEMORY.id());
        postgres = ReplicatedPostgres.start(directory);
        var settings = new HashMap<>(others.settings());
        var owner = Endpoints.owner(Service.MEMORY);
        settings.put("focusforge.postgres.url", postgres.primary().url(Service.MEMORY.id()));
        settings.put("focusforge.postgres.password", postgres.passwords().get(Service.MEMORY.id()));
        settings.put(
                "focusforge.postgres.migration-password", postgres.passwords().get(owner));
        settings.put("focusforge.postgres.replica.urls", postgres.replica().url(Service.MEMORY.id()));
        // so that whatever asks for nothing in particular may be answered by a replica that has stopped to follow
        settings.put("focusforge.postgres.replica.max-lag", "1H");
        settings.put("focusforge.postgres.replica.check-every", "1MS");
        settings.put("focusforge.postgres.replica.retry-after", "100MS");
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(new Following(postgres), new TestInjector.MatchesType(Following.class));
    }

    @Override
    public void stop() {
        if (postgres != null) {
            postgres.close();
            others.close();
            Directories.delete(directory);
        }
    }

    /** The replica in the hands of a test. */
    record Following(ReplicatedPostgres postgres) {
        /** It gets all that is written, and shows none of it. */
        void pause() {
            ask("SELECT pg_wal_replay_pause()");
            Assertions.assertTimeoutPreemptively(java.time.Duration.ofSeconds(20), () -> {
                while (!"paused".equals(ask("SELECT pg_get_wal_replay_pause_state()"))) {
                    Thread.onSpinWait();
                }
            });
        }

        void resume() {
            ask("SELECT pg_wal_replay_resume()");
        }

        String ask(String sql) {
            try (var connection = postgres.replica().connect(Service.MEMORY.id());
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                rows.next();
                return rows.getString(1);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
