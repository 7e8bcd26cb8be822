package io.focusforge.memory.testing;

import io.focusforge.local.server.Endpoints.Share;
import io.focusforge.local.server.Servers;
import io.focusforge.local.server.ServersOptions;
import io.focusforge.local.server.Service;
import io.focusforge.local.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Servers of its own, with a PostgreSQL that is installed on this machine. */
public final class InstalledPostgres implements QuarkusTestResourceLifecycleManager {
    public static final String HOME = "FOCUSFORGE_TEST_POSTGRES_HOME";

    private Servers servers;

    @Override
    public Map<String, String> start() {
        servers = Servers.start(new ServersOptions(directory(), false, Optional.of(Path.of(System.getenv(HOME)))));
        var settings = new HashMap<>(servers.endpoints().settings(Service.MEMORY, Share.of(Service.MEMORY)));
        settings.putAll(keysOfBuild());
        return settings;
    }

    // Those that TestTokens signs with.
    private static Map<String, String> keysOfBuild() {
        try (var database = TestDatabase.create(Service.MEMORY.id())) {
            var keys = new HashMap<>(database.settings());
            keys.keySet().removeIf(name -> !name.startsWith("focusforge.identity."));
            return keys;
        }
    }

    @Override
    public void stop() {
        if (servers != null) {
            servers.close();
        }
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("focusforge-installed-postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
