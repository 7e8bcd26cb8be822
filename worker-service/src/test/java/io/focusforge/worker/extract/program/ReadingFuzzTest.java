package io.focusforge.worker.extract.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.focusforge.worker.extract.Hint;
import io.focusforge.worker.extract.Uploads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a file is, it is read or refused, soon, and without an error that would end the process. */
class ReadingFuzzTest {
    private static final int VARIANTS = 60;
    private static final Logger LIBRARIES = Logger.getLogger("org.apache");

    private static final Map<String, byte[]> FILES = Map.of(
            "a.pdf",
            Uploads.pdf(2, number -> new String[] {"Some text on page " + number, "and some more of it."}),
            "a.docx",
            Uploads.docx(Uploads.heading("Title") + Uploads.paragraph("text") + "<w:tbl>" + Uploads.row("a", "b")
                    + "</w:tbl>"),
            "a.html",
            "<!doctype html><html><body><h1>Title</h1><ul><li>a<li>b</ul><table><tr><td>1</table><pre>x</pre>"
                    .getBytes(StandardCharsets.UTF_8),
            "a.md",
            "# Title\n\n- a\n- b\n\n```\ncode\n```\n| a | b |\n".getBytes(StandardCharsets.UTF_8));

    @Test
    void readsOrRefusesWhatIsCutOrDistorted(@TempDir Path directory) {
        LIBRARIES.setLevel(Level.OFF);
        var random = new Random(20_261_122);
        FILES.forEach((name, file) -> {
            for (var i = 0; i < VARIANTS; i++) {
                var variant = i % 3 == 0 ? cut(file, random) : distorted(file, random);
                assertTimeoutPreemptively(
                        Duration.ofSeconds(30),
                        () -> assertThat(read(variant, name, directory)).isNotNull(),
                        name + " " + i);
            }
        });
    }

    @Test
    void readsOrRefusesPicturesThatAreCutOrDistorted(@TempDir Path directory) {
        var random = new Random(7);
        for (var format : new String[] {"png", "jpeg", "gif"}) {
            var picture = Uploads.picture(format, 40, 30);
            for (var i = 0; i < VARIANTS; i++) {
                var variant = i % 3 == 0 ? cut(picture, random) : distorted(picture, random);
                assertTimeoutPreemptively(
                        Duration.ofSeconds(30), () -> assertThat(read(variant, "a." + format, directory))
                                .isNotNull());
            }
        }
    }

    private static Reply read(byte[] content, String name, Path directory) throws IOException {
        var file = Files.write(directory.resolve("file"), content);
        var edge = name.matches(".*\\.(png|jpeg|gif)") ? 64 : 0;
        return Reading.of(new Request(file, directory.resolve("target"), new Hint(name, null), 1_000_000, edge));
    }

    private static byte[] cut(byte[] file, Random random) {
        return Arrays.copyOf(file, random.nextInt(file.length));
    }

    private static byte[] distorted(byte[] file, Random random) {
        var copy = file.clone();
        for (var flips = 1 + random.nextInt(20); flips > 0; flips--) {
            copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }
}
