package io.focusforge.images;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import io.focusforge.local.server.LocalFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Where the image below those of the services comes from. It has a Java 25, unless executables stand on it, and for the rest what that needs. */
sealed interface Base {
    String DEFAULT = "eclipse-temurin:25-jre";
    /** The libraries that executables are linked with, and neither a JVM nor a shell. */
    String DEFAULT_WITHOUT_JAVA = "gcr.io/distroless/java-base-debian12";

    String ARCHIVE = "tar://";

    /** Starts an image on top of this one, for one architecture. */
    JibContainerBuilder begin(String architecture);

    static Base of(String text) {
        return text.startsWith(ARCHIVE) ? Archive.of(text) : Remote.of(text);
    }

    /** An image of a registry, which may have several architectures. */
    record Remote(ImageReference reference) implements Base {
        static Remote of(String text) {
            try {
                return new Remote(ImageReference.parse(text));
            } catch (InvalidImageReferenceException e) {
                throw new LocalFailure(
                        "'%s' is not the name of an image: use REGISTRY/NAME:TAG or tar://FILE.".formatted(text));
            }
        }

        @Override
        public JibContainerBuilder begin(String architecture) {
            return Jib.from(Credentials.with(reference)).setPlatforms(Set.of(new Platform(architecture, "linux")));
        }

        @Override
        public String toString() {
            return reference.toString();
        }
    }

    /** An image in a file that {@code docker load} reads. It has one architecture. */
    record Archive(Path file) implements Base {
        static Archive of(String text) {
            var file =
                    Path.of(text.substring(ARCHIVE.length())).toAbsolutePath().normalize();
            if (!Files.isRegularFile(file)) {
                throw new LocalFailure("There is no archive %s for --base.".formatted(file));
            }
            return new Archive(file);
        }

        String architecture() {
            try (var image = ImageArchive.open(file)) {
                return image.architecture();
            }
        }

        @Override
        public JibContainerBuilder begin(String architecture) {
            return Jib.from(TarImage.at(file)).setPlatforms(Set.of(new Platform(architecture, "linux")));
        }

        @Override
        public String toString() {
            return file.getFileName().toString();
        }
    }
}
