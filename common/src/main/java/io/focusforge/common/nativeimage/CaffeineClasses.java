package io.focusforge.common.nativeimage;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeReflection;

/**
 * Keeps all kinds of caches of Caffeine that hold keys and values themselves, not by weak or soft references. It has a class for each combination of what a cache may do, and puts the name of the one that it needs together from
 * letters when the cache is made; which ones are needed cannot be seen before.
 */
public final class CaffeineClasses implements Feature {
    private static final String PACKAGE = Caffeine.class.getPackageName();
    private static final Pattern KIND = Pattern.compile("(?:PS|SS)[A-Z]*\\.class");

    @Override
    public String getDescription() {
        return "Keeps Caffeine's kinds of caches, for reflection";
    }

    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
        names().stream().map(access::findClassByName).forEach(CaffeineClasses::keep);
        access.registerSubtypeReachabilityHandler((during, loader) -> keepLoadAll(loader), CacheLoader.class);
    }

    /** Of the classes that Caffeine loads by name. */
    static List<String> names() {
        var jar = URI.create("jar:" + home());
        try (var files = FileSystems.newFileSystem(jar, Map.of());
                var entries = Files.list(files.getPath("/" + PACKAGE.replace('.', '/')))) {
            return entries.map(Path::getFileName)
                    .map(Path::toString)
                    .filter(KIND.asMatchPredicate())
                    .map(name -> PACKAGE + "." + name.substring(0, name.indexOf('.')))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI home() {
        try {
            return Caffeine.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By which Caffeine sees whether a loader takes several keys at once. */
    private static void keepLoadAll(Class<?> loader) {
        RuntimeReflection.registerMethodLookup(loader, "loadAll", Set.class);
    }

    private static void keep(Class<?> kind) {
        RuntimeReflection.register(kind);
        RuntimeReflection.register(kind.getDeclaredConstructors());
        RuntimeReflection.register(kind.getDeclaredFields());
    }
}
