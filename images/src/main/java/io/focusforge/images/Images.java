package io.focusforge.images;

import io.focusforge.images.PartImage.Source;
import io.focusforge.local.server.LocalFailure;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The program behind {@code ./focusforge images}, which builds the services and calls this. */
public final class Images {
    private Images() {}

    public static void main(String[] arguments) {
        try {
            var project = Path.of(System.getProperty("focusforge.project", "."))
                    .toAbsolutePath()
                    .normalize();
            var progress = new BuildProgress(System.out, Boolean.getBoolean("focusforge.tty"));
            new ImageBuild(project, ImageOptions.parse(List.of(arguments)), source(), progress).run();
            System.exit(0);
        } catch (LocalFailure e) {
            System.err.println(
                    "focusforge: " + e.getMessage().lines().findFirst().orElse("failed"));
            System.exit(1);
        }
    }

    // Without Git, as in an unpacked archive of the sources, the images say so.
    private static Source source() {
        return new Source(
                System.getProperty("focusforge.revision", "unknown"),
                Instant.ofEpochSecond(Long.getLong("focusforge.committed", Application.TIME.getEpochSecond())));
    }
}
