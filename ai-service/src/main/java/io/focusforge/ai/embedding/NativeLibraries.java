package io.focusforge.ai.embedding;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;

/** Tells the libraries behind the model where their native parts may lie, and to make no call over the network. */
final class NativeLibraries {
    private static final String[] RUNTIME = {"onnxruntime", "onnxruntime4j_jni"};

    private NativeLibraries() {}

    /** Before the first use of the model. */
    static void prepare(Optional<Path> directory) {
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        try {
            if (directory.isPresent()) {
                keep(Files.createDirectories(directory.get().toAbsolutePath()));
            } else {
                var temporary = Files.createTempDirectory("focusforge-native");
                System.setProperty("DJL_CACHE_DIR", temporary.toString());
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(temporary)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the native libraries of the embedding model cannot be unpacked", e);
        }
    }

    private static void keep(Path directory) throws IOException {
        System.setProperty("DJL_CACHE_DIR", directory.toString());
        var unpacked = true;
        for (var library : RUNTIME) {
            unpacked &= unpack(System.mapLibraryName(library), directory);
        }
        if (unpacked) {
            System.setProperty("onnxruntime.native.path", directory.toString());
        }
    }

    /** Another process may do the same at this moment: the file appears whole or not at all. */
    private static boolean unpack(String file, Path directory) throws IOException {
        var packed = OrtEnvironment.class.getResource("/ai/onnxruntime/native/%s/%s".formatted(platform(), file));
        if (packed == null) {
            return false;
        }
        var connection = packed.openConnection();
        var target = directory.resolve(file);
        if (!Files.exists(target) || Files.size(target) != connection.getContentLengthLong()) {
            var partial = Files.createTempFile(directory, file, ".part");
            try (var in = connection.getInputStream()) {
                Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        }
        return true;
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
