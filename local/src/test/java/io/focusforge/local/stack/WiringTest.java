package io.focusforge.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.local.server.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WiringTest {
    private static final Pattern NAMED = Pattern.compile("\\bService\\.(GATEWAY|ORCHESTRATOR|AI|MEMORY|WORKER)\\b");

    @ParameterizedTest
    @EnumSource(Service.class)
    void tellsAServiceWhereThoseAreThatItsCodeNames(Service service) throws IOException {
        assertThat(Wiring.called(service)).containsAll(named(service));
    }

    private static Set<Service> named(Service service) throws IOException {
        var sources = Path.of("..", service.name().toLowerCase(Locale.ROOT) + "-service", "src", "main", "java");
        var named = new TreeSet<Service>();
        try (var files = Files.walk(sources)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                NAMED.matcher(Files.readString(file))
                        .results()
                        .map(match -> Service.valueOf(match.group(1)))
                        .filter(other -> other != service)
                        .forEach(named::add);
            }
        }
        return named;
    }
}
