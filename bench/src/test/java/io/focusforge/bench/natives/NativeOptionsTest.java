package io.focusforge.bench.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.local.server.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeOptionsTest {
    @TempDir
    Path project;

    @Test
    void measuresWhatIsBuiltUnlessServicesAreNamed() throws IOException {
        build(Service.GATEWAY);
        build(Service.WORKER);
        assertThat(services()).containsExactlyInAnyOrder(Service.GATEWAY, Service.WORKER);
        assertThat(services("worker")).containsExactly(Service.WORKER);
    }

    @Test
    void saysHowToBuildWhatIsNot() throws IOException {
        assertThatThrownBy(this::services)
                .hasMessage("no service is built as a native executable: run ./focusforge build --native");
        build(Service.GATEWAY);
        assertThatThrownBy(() -> services("gateway", "ai"))
                .hasMessage("ai-service is not built as a native executable: run ./focusforge build --native ai");
    }

    @Test
    void refusesAServiceThatThereIsNot() {
        assertThatThrownBy(() -> services("redis"))
                .hasMessage("--only takes gateway, orchestrator, ai, memory, worker, not redis");
    }

    private Set<Service> services(String... names) {
        return NativeOptions.services(Set.of(names), new Executables(project));
    }

    private void build(Service service) throws IOException {
        var executable = project.resolve(service + "-service/target/" + service + "-service-runner");
        Files.createDirectories(executable.getParent());
        assertThat(Files.createFile(executable).toFile().setExecutable(true)).isTrue();
    }
}
