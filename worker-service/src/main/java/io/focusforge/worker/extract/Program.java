package io.focusforge.worker.extract;

import io.focusforge.worker.extract.program.ReadingProgram;
import io.quarkus.runtime.ImageMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Starts {@link ReadingProgram}: with this service's Java and, of its class path, what reading needs; without its environment, in which there are
 * passwords.
 */
@ApplicationScoped
class Program {
    /** One class of each library. */
    private static final List<String> LIBRARIES = List.of(
            "org.apache.tika.Tika",
            "org.apache.tika.parser.pdf.PDFParser",
            "org.apache.tika.parser.microsoft.OfficeParserConfig",
            "org.apache.tika.parser.html.JSoupParser",
            "org.apache.tika.parser.txt.BOMDetector",
            "org.apache.tika.zip.utils.ZipSalvager",
            "org.apache.pdfbox.pdmodel.PDDocument",
            "org.apache.pdfbox.io.RandomAccessRead",
            "org.apache.fontbox.FontBoxFont",
            "org.apache.xmpbox.XMPMetadata",
            "org.apache.jempbox.xmp.XMPMetadata",
            "org.apache.poi.POIDocument",
            "org.apache.poi.ooxml.POIXMLDocument",
            "org.apache.poi.hwpf.OldWordFileFormatException",
            "org.apache.poi.schemas.ooxml.system.ooxml.TypeSystemHolder",
            "org.apache.xmlbeans.XmlObject",
            "org.apache.commons.compress.archivers.zip.ZipFile",
            "org.apache.commons.codec.binary.Base64",
            "org.apache.commons.collections4.ListValuedMap",
            "org.apache.commons.io.IOUtils",
            "org.apache.commons.lang3.StringUtils",
            "org.apache.commons.logging.LogFactory",
            "org.apache.logging.log4j.LogManager",
            "org.jboss.logging.Logger",
            "org.jsoup.Jsoup",
            "org.mozilla.universalchardet.UniversalDetector",
            "org.slf4j.LoggerFactory");

    private final ExtractConfig config;

    Program(ExtractConfig config) {
        this.config = config;
    }

    /** @param directory for its temporary files */
    Process start(Path directory) throws IOException {
        var builder = new ProcessBuilder(command(directory))
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        return builder.start();
    }

    private List<String> command(Path directory) throws IOException {
        var command = new ArrayList<String>();
        command.add(java().toString());
        command.add("-Xmx" + config.memory().asLongValue());
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:MaxMetaspaceSize=96m",
                "-XX:MaxDirectMemorySize=16m",
                "-XX:ReservedCodeCacheSize=32m",
                "-XX:-UsePerfData",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + directory,
                "-Dpdfbox.fontcache=" + directory));
        command.addAll(List.of("-cp", classPath(), ReadingProgram.class.getName()));
        return command;
    }

    private Path java() throws IOException {
        var home = config.javaHome()
                .or(() -> Optional.ofNullable(System.getProperty("java.home")).map(Path::of));
        var java = home.map(path -> path.resolve("bin").resolve("java")).filter(Files::isExecutable);
        return java.orElseThrow(() -> new IOException(
                "files are read by a process of Java, which is not at %s: set focusforge.extract.java-home"
                        .formatted(home.map(Path::toString).orElse("any place that is known"))));
    }

    private String classPath() throws IOException {
        if (config.classPath().isPresent()) {
            return config.classPath().get();
        }
        if (ImageMode.current() == ImageMode.NATIVE_RUN) {
            throw new IOException("a native executable has no libraries to read files with: set"
                    + " focusforge.extract.class-path, or let a worker in a JVM take jobs of kind files");
        }
        return ClassPath.TEXT;
    }

    private static final class ClassPath {
        static final String TEXT = text();

        private static String text() {
            var classes = new ArrayList<>(LIBRARIES);
            classes.addFirst(ReadingProgram.class.getName());
            return classes.stream().map(ClassPath::place).distinct().collect(Collectors.joining(File.pathSeparator));
        }

        private static String place(String name) {
            try {
                var loaded = Class.forName(name, false, Program.class.getClassLoader());
                return Path.of(loaded.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toString();
            } catch (ClassNotFoundException | URISyntaxException e) {
                throw new IllegalStateException("no place for " + name, e);
            }
        }
    }
}
