package io.focusforge.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.event.events.ProgressEvent;
import io.focusforge.local.server.Directories;
import io.focusforge.local.server.LocalFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/** Runs Jib, with its caches in the build directory, and tells in one sentence why it fails. */
final class Containers {
    private final Path cache;
    private final Path layers;
    private final boolean insecure;
    private final BuildProgress progress;

    Containers(Path cache, boolean insecure, BuildProgress progress) {
        this.cache = cache;
        this.layers = cache.resolve("applications");
        // Jib knows a layer again by the paths and times of its files, and these are always the same here.
        Directories.delete(layers);
        this.insecure = insecure;
        this.progress = progress;
    }

    /** Writes an image to a file that {@code docker load}, {@code kind load image-archive} and containerd read. */
    void write(JibContainerBuilder image, ImageReference name, Path file) {
        run(
                image.setFormat(ImageFormat.Docker),
                Containerizer.to(TarImage.at(file).named(name)));
    }

    void push(JibContainerBuilder image, ImageReference name) {
        run(image.setFormat(ImageFormat.OCI), Containerizer.to(Credentials.with(name)));
    }

    private void run(JibContainerBuilder image, Containerizer target) {
        target.setToolName("focusforge")
                .setAllowInsecureRegistries(insecure)
                .setBaseImageLayersCache(cache)
                .setApplicationLayersCache(layers)
                .addEventHandler(
                        ProgressEvent.class,
                        event -> progress.advance(
                                event.getUnits() * event.getAllocation().getFractionOfRoot()));
        try {
            image.containerize(target);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("Interrupted.", e);
        } catch (RegistryException | IOException | ExecutionException | CacheDirectoryCreationException e) {
            throw Failures.explain(e);
        }
    }
}
