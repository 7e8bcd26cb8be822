package io.focusforge.local.stack;

import io.focusforge.local.server.Directories;
import io.focusforge.local.server.LocalFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** One log for each part of the stack; that of the run before is kept beside it. */
public final class LogFiles {
    private LogFiles() {}

    public static Path directory(Path data) {
        return Directories.make(data.resolve("logs"));
    }

    public static Path of(Path data, String part) {
        return directory(data).resolve(part + ".log");
    }

    public static void rotate(Path data, String part) {
        var log = of(data, part);
        try {
            if (Files.exists(log)) {
                Files.move(log, log.resolveSibling(part + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new LocalFailure("%s cannot be moved: %s.".formatted(log, e.getMessage()), e);
        }
    }
}
