package io.focusforge.ai.testing;

import static org.awaitility.Awaitility.await;

import io.focusforge.common.identity.Scopes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** The file with the provider table of the application under test. */
public final class TableFile {
    private TableFile() {}

    public static void write(String yaml) {
        var file = Path.of(ConfigProvider.getConfig().getValue("focusforge.provider-file.path", String.class));
        try {
            var next = Files.writeString(file.resolveSibling("next.yaml"), yaml);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a table and waits until it has taken effect: until this model is listed, or is not any more. */
    public static void publish(String yaml, String model, boolean listed) {
        write(yaml);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> models().contains(model) == listed);
    }

    public static List<String> models() {
        return new Api().with(Scopes.MODELS_READ).get("/v1/models").jsonPath().getList("data.id");
    }
}
