package io.focusforge.images;

import io.focusforge.local.demo.Warmup;
import io.focusforge.local.server.Directories;
import io.focusforge.local.server.LocalFailure;
import io.focusforge.local.stack.Stack;
import io.focusforge.local.stack.StackOptions;
import io.focusforge.local.stack.StackOptions.Archives;
import io.focusforge.local.stack.StackOptions.ImageFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs the applications of all images once through the main flow on the images' JVM, which leaves a cache beside each. */
final class Trainer {
    private static final Duration START = Duration.ofMinutes(10);

    private final Path project;
    private final Path stages;
    private final BuildProgress progress;

    Trainer(Path project, Path stages, BuildProgress progress) {
        this.project = project;
        this.stages = stages;
        this.progress = progress;
    }

    /** Does nothing when all have a cache. A failure is told, and costs the start-up's speed only. */
    void train(List<Application> all, JavaRuntime java) {
        if (all.stream().allMatch(Application::isTrained)) {
            return;
        }
        if (!java.runsHere()) {
            progress.line("  %s images start without a cache: one is made on %s Linux only."
                    .formatted(java.architecture(), java.architecture()));
            return;
        }
        progress.begin("the JVMs of the images learn the main flow");
        var data = stages.resolve("training");
        Directories.delete(data);
        var options = StackOptions.of(project, data)
                .withDurability(false)
                .withArchives(Archives.TRAIN)
                .withStartTimeout(START)
                .withImages(new ImageFiles(java.files(), stages));
        try (var running = Stack.start(options)) {
            new Warmup(running.url(), running.apiKey()).run();
        } catch (LocalFailure e) {
            // What has been learnt until then is not the main flow.
            all.forEach(Application::forget);
            progress.end("images without a cache: " + e.getMessage());
            return;
        }
        Directories.delete(data);
        progress.end("trained on Java " + java.version());
    }
}
