package io.focusforge.local.nativeparts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A module's classes and files, as the compiler left them. */
public final class CompiledModule {
    private static final String CLASS = ".class";
    private static final String ARGUMENTS = "native-image.properties";

    private final Path root;

    private CompiledModule(Path root) {
        this.root = root;
    }

    /** The module that a class is of, which has to lie in a directory. */
    public static CompiledModule of(Class<?> any) {
        try {
            return new CompiledModule(Path.of(
                    any.getProtectionDomain().getCodeSource().getLocation().toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The types that Jackson reads or writes by reflection and that are neither records, enumerations nor interfaces, which all are kept, nor
     * registered for reflection.
     */
    public List<String> forgottenTypes() {
        return new JsonTypes(classes()).forgotten();
    }

    /** The files that code reads from the class path and that no pattern of {@code quarkus.native.resources.includes} takes in. */
    public List<String> forgottenFiles() {
        return new ReadFiles(classes(), files()).forgotten();
    }

    /** The classes that the module's arguments for the builder name and that there are none of. */
    public List<String> forgottenClasses() {
        return new NamedClasses(files().stream()
                        .filter(file -> file.endsWith(ARGUMENTS))
                        .map(root::resolve)
                        .toList())
                .forgotten();
    }

    private List<ClassModel> classes() {
        return paths().filter(path -> path.endsWith(CLASS))
                .map(path -> parsed(root.resolve(path)))
                .toList();
    }

    private List<String> files() {
        return paths().filter(path -> !path.endsWith(CLASS)).toList();
    }

    private Stream<String> paths() {
        try (var files = Files.walk(root)) {
            return files
                    .filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassModel parsed(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
