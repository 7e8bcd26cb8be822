package io.focusforge.ai.embedding;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;

/**
 * The files that must lie outside a jar: the model, which is then read without a copy on the heap, and the native parts of the
 * libraries. They are kept from start to start in a given directory, or for this run in a temporary one.
 */
final class ModelFiles {
    private static final String[] RUNTIME = {"onnxruntime", "onnxruntime4j_jni"};

    private final Path directory;

    private ModelFiles(Path directory) {
        this.directory = directory;
    }

    /** Once in a process, before the first use of the model. The libraries are told to make no call over the network. */
    static ModelFiles in(Optional<Path> kept) {
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        try {
            var files = new ModelFiles(
                    kept.isPresent() ? Files.createDirectories(kept.get().toAbsolutePath()) : temporary());
            System.setProperty("DJL_CACHE_DIR", files.directory.toString());
            files.unpackRuntime();
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("the files of the embedding model cannot be unpacked", e);
        }
    }

    /** Another process may do the same at this moment: the file appears whole or not at all. */
    Path unpack(URL packed, String name) throws IOException {
        var connection = packed.openConnection();
        var target = directory.resolve(name);
        if (!Files.exists(target) || Files.size(target) != connection.getContentLengthLong()) {
            var partial = Files.createTempFile(directory, name, ".part");
            try (var in = connection.getInputStream()) {
                Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        }
        return target;
    }

    /** On a platform that we have no name for, the library looks for itself. */
    private void unpackRuntime() throws IOException {
        for (var library : RUNTIME) {
            var file = System.mapLibraryName(library);
            var packed = OrtEnvironment.class.getResource("/ai/onnxruntime/native/%s/%s".formatted(platform(), file));
            if (packed == null) {
                return;
            }
            unpack(packed, file);
        }
        System.setProperty("onnxruntime.native.path", directory.toString());
    }

    private static Path temporary() throws IOException {
        var directory = Files.createTempDirectory("focusforge-model");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
        return directory;
    }

    private static String platform() {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var arch = System.getProperty("os.arch");
        var arm = arch.equals("aarch64") || arch.equals("arm64");
        return (os.startsWith("mac") ? "osx" : os.startsWith("win") ? "win" : "linux") + (arm ? "-aarch64" : "-x64");
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
