package io.focusforge.ai;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What is read from the class path while the service runs has to be named for the native executable. */
class NativeResourcesTest {
    private static final Path RESOURCES = Path.of("src/main/resources");

    @Test
    void everyScriptIsAmongThem() throws IOException {
        var settings = new Properties();
        try (var in = Files.newInputStream(RESOURCES.resolve("application.properties"))) {
            settings.load(in);
        }
        var included = Arrays.stream(settings.getProperty("quarkus.native.resources.includes")
                        .split(","))
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();
        try (var files = Files.walk(RESOURCES)) {
            assertThat(files.map(RESOURCES::relativize)
                            .filter(file -> file.toString().endsWith(".lua")))
                    .isNotEmpty()
                    .allMatch(script -> included.stream().anyMatch(glob -> glob.matches(script)));
        }
    }
}
