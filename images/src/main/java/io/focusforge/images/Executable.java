package io.focusforge.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import io.focusforge.images.PartImage.Contents;
import io.focusforge.local.server.LocalFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A service as a native executable, made for the machine that it is built on, and all that its image has above the base. */
record Executable(Part part, Path file, Path materials, String version) {
    private static final FilePermissions RUNNABLE = FilePermissions.fromOctalString("755");

    static Executable of(Path project, Part part) {
        if (!part.isService()) {
            throw new LocalFailure("%s is no service, and has no native executable.".formatted(part.image()));
        }
        var target = project.resolve(part.module()).resolve("target");
        var executable = new Executable(
                part,
                target.resolve(part.module() + "-runner"),
                target.resolve("sbom.json"),
                Application.version(project));
        if (!Files.isExecutable(executable.file) || !Files.exists(executable.materials)) {
            throw new LocalFailure(
                    "%s is not built as a native executable, or has no bill of materials: run ./focusforge images --native %s."
                            .formatted(part.module(), part.module().replace("-service", "")));
        }
        return executable;
    }

    /** The image of the executable has a name of its own, so that both can be in a registry. */
    Contents contents() {
        var root = AbsoluteUnixPath.get(Layers.DIRECTORY);
        var program = root.resolve(part.module());
        var layer = FileEntriesLayer.builder()
                .setName("APPLICATION")
                .addEntry(file, program, RUNNABLE, Application.TIME)
                .addEntry(
                        materials,
                        root.resolve(Application.MATERIALS),
                        FilePermissions.DEFAULT_FILE_PERMISSIONS,
                        Application.TIME)
                .build();
        return new Contents(
                part, part.image() + "-native", version, List.of(layer), List.of(program.toString()), Map.of());
    }
}
