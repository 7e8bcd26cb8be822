package io.focusforge.common.objects;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStoreTest extends ObjectStoreContract {
    @TempDir
    Path directory;

    @Override
    ObjectStore store() {
        return new DirectoryStore(directory.resolve("objects"));
    }

    @Override
    long stored() throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
