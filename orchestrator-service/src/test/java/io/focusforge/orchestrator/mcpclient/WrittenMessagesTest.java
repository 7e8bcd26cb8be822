package io.focusforge.orchestrator.mcpclient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.mcp.protocol.McpClientMessage;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A version of the library that writes something new would break native executables alone. */
class WrittenMessagesTest {
    private static final Pattern NEVER_WRITTEN = Pattern.compile(".*(?:Prompt|Resource|Server|Result|Error).*");

    @Test
    void areAllThatTheClientWrites() throws IOException, URISyntaxException {
        var kept = Arrays.stream(WrittenMessages.class
                        .getAnnotation(RegisterForReflection.class)
                        .targets())
                .map(Class::getName)
                .toList();

        assertThat(kept).containsExactlyInAnyOrderElementsOf(written());
    }

    private static List<String> written() throws IOException, URISyntaxException {
        var folder = "/" + McpClientMessage.class.getPackageName().replace('.', '/');
        var jar = McpClientMessage.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        try (var files = FileSystems.newFileSystem(URI.create("jar:" + jar), Map.of());
                var entries = Files.list(files.getPath(folder))) {
            return entries.map(entry ->
                            entry.toString().substring(1).replace('/', '.').replaceFirst("\\.class$", ""))
                    .filter(name -> !NEVER_WRITTEN.matcher(name).matches())
                    .toList();
        }
    }
}
