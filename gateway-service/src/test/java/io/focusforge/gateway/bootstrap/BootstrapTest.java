package io.focusforge.gateway.bootstrap;

import static io.focusforge.gateway.testing.Keys.as;
import static io.focusforge.gateway.testing.Keys.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.hasItems;

import io.focusforge.common.apikey.PresentedKey;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.gateway.resource.Rows;
import io.focusforge.gateway.testing.FakeServices;
import io.focusforge.gateway.testing.Keys;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
@WithTestResource(FakeServices.class)
class BootstrapTest {
    @Inject
    Bootstrap bootstrap;

    @Inject
    TenantDatabase database;

    @TempDir
    Path directory;

    @Test
    void theFirstKeyMayDoEverything() {
        asAdmin().get("/api/v1/tenants").then().statusCode(200).body("items.name", hasItems("default"));
        asAdmin().get("/api/v1/users").then().body("items.name", hasItems("admin"));
        asAdmin().get("/api/v1/api-keys?limit=200").then().body("items.name", hasItems("first key"));
        assertThat(Scopes.administrator()).allMatch(Scopes::isGrantable).hasSize(13);
    }

    @Test
    void theFileIsForItsOwnerOnly() throws Exception {
        var file = Path.of(ConfigProvider.getConfig().getValue("focusforge.bootstrap.key-file", String.class));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void happensOnceHoweverManyReplicasStart() throws Exception {
        var key = Keys.admin();
        Callable<Void> replica = () -> {
            bootstrap.createFirstAccount();
            return null;
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var start :
                    threads.invokeAll(Stream.generate(() -> replica).limit(4).toList())) {
                start.get();
            }
        }
        assertThat(database.<Integer>acrossTenants(connection -> Rows.execute(
                                connection, "SELECT 1 FROM tenants WHERE name = 'default'", Tuple.tuple())
                        .size()))
                .isEqualTo(1);
        assertThat(Keys.admin()).isEqualTo(key);
        as(key).get("/api/v1/tenants").then().statusCode(200);
    }

    @Test
    void takesAKeyThatIsThereAndLeavesItsFileAlone() throws Exception {
        var key = PresentedKey.generate(UUID.randomUUID());
        var file = Files.writeString(directory.resolve("key"), key.text());
        var modified = Files.getLastModifiedTime(file);

        assertThat(new KeyFile(file).read()).contains(key);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(modified);
        assertThatThrownBy(() -> new KeyFile(file).write(key)).hasMessageContaining("cannot write");
    }

    @Test
    void saysWhenTheFileHoldsSomethingElse() throws Exception {
        var file = Files.writeString(directory.resolve("key"), "hello");
        assertThatThrownBy(() -> new KeyFile(file).read()).hasMessageContaining("does not hold an API key");
    }
}
