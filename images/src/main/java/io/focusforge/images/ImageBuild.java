package io.focusforge.images;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import io.focusforge.images.PartImage.Contents;
import io.focusforge.images.PartImage.Source;
import io.focusforge.local.server.Directories;
import io.focusforge.local.server.LocalFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Builds the images that were asked for: into {@code target/images} of the project, or to a registry. */
final class ImageBuild {
    private final Path project;
    private final Path directory;
    private final ImageOptions options;
    private final Source source;
    private final BuildProgress progress;
    private final Containers containers;
    private final Map<Part, ImageIndex> indexes = new EnumMap<>(Part.class);

    ImageBuild(Path project, ImageOptions options, Source source, BuildProgress progress) {
        this.project = project;
        this.directory = Directories.make(project.resolve("target").resolve("images"));
        this.options = options;
        this.source = source;
        this.progress = progress;
        this.containers = new Containers(directory.resolve("cache"), options.insecure(), progress);
    }

    /** Leaves an archive for each service and architecture, or an image for each service in the registry. */
    void run() {
        for (var architecture : architectures()) {
            if (options.executables()) {
                buildExecutables(architecture);
            } else {
                build(java(architecture));
            }
        }
        indexes.forEach((part, index) -> {
            progress.begin("pushing " + index.name());
            index.push(options.insecure());
            progress.end("pushed " + index.name());
        });
    }

    private void build(JavaRuntime java) {
        var stages = directory.resolve(java.architecture());
        var trains = options.trained() && java.runsHere();
        var applications = new ArrayList<Application>();
        progress.begin("files for " + java.architecture());
        for (var part : Part.values()) {
            // All services run the main flow together.
            if (options.parts().contains(part) || trains && part.isService()) {
                applications.add(Application.stage(project, part, java, stages));
            }
        }
        progress.end("files for " + java.architecture());
        if (options.trained()) {
            var services = applications.stream()
                    .filter(application -> application.part().isService())
                    .toList();
            new Trainer(project, stages, progress).train(services, java);
        }
        applications.stream()
                .filter(application -> options.parts().contains(application.part()))
                .forEach(application -> build(
                        application.contents(java, options.trained() && application.isTrained()), java.architecture()));
    }

    private void buildExecutables(String architecture) {
        if (!architecture.equals(JavaRuntime.machine())) {
            throw new LocalFailure(
                    "Native executables are for the kind of machine that they are built on, %s, not for %s."
                            .formatted(JavaRuntime.machine(), architecture));
        }
        var executables = options.parts().stream()
                .map(part -> Executable.of(project, part))
                .toList();
        executables.forEach(executable -> build(executable.contents(), architecture));
    }

    private void build(Contents contents, String architecture) {
        var image = new PartImage(base(architecture), architecture, contents, source).builder();
        var name = name(contents);
        if (options.registry().isEmpty()) {
            var file = directory.resolve("%s-%s.tar".formatted(contents.name(), architecture));
            progress.begin(contents.name());
            containers.write(image, name, file);
            progress.end("%s  %s  %d MB".formatted(name, project.relativize(file), megabytes(file)));
        } else {
            var part = ImageReference.of(
                    name.getRegistry(), name.getRepository(), name.getQualifier() + "-" + architecture);
            progress.begin("pushing " + part);
            containers.push(image, part);
            indexes.computeIfAbsent(contents.part(), added -> new ImageIndex(name))
                    .add(architecture, part);
            progress.end("pushed " + part);
        }
    }

    private JavaRuntime java(String architecture) {
        var base = base(architecture);
        progress.begin("base " + base);
        var file = directory.resolve("base-%s.tar".formatted(architecture));
        containers.write(base.begin(architecture), ImageReference.of(null, "base", architecture), file);
        try (var archive = ImageArchive.open(file)) {
            var java = JavaRuntime.unpack(
                    base, archive, directory.resolve(architecture).resolve("java"));
            progress.end("base %s for %s, Java %s".formatted(base, architecture, java.version()));
            return java;
        }
    }

    private Base base(String architecture) {
        var base = options.base();
        if (base instanceof Base.Archive given && !given.architecture().equals(architecture)) {
            throw new LocalFailure("The base %s is for %s, not for %s: choose another with --base."
                    .formatted(base, given.architecture(), architecture));
        }
        return base;
    }

    private Collection<String> architectures() {
        if (!options.architectures().isEmpty()) {
            return options.architectures();
        }
        if (options.base() instanceof Base.Archive archive) {
            return List.of(archive.architecture());
        }
        return options.registry().isPresent() && !options.executables()
                ? new TreeSet<>(ImageOptions.ARCHITECTURES)
                : List.of(JavaRuntime.machine());
    }

    private ImageReference name(Contents contents) {
        var image = "focusforge/%s:%s".formatted(contents.name(), options.tag().orElse(contents.version()));
        var text = options.registry().map(registry -> registry + "/" + image).orElse(image);
        try {
            return ImageReference.parse(text);
        } catch (InvalidImageReferenceException e) {
            throw new LocalFailure("'%s' is not a name that images can have.".formatted(text), e);
        }
    }

    private static long megabytes(Path file) {
        try {
            return Files.size(file) / 1_000_000;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
