package io.focusforge.worker.extract.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;

/** The headings of a PDF: on its pages they are lines like others, but most documents have a list of them, which programs show beside the pages. */
record Outline(Map<String, Integer> levels) {
    static final Outline NONE = new Outline(Map.of());

    private static final int MOST = 5_000;
    private static final int DEEPEST = 6;
    private static final int LONGEST = 200;
    private static final Pattern NUMBERING = Pattern.compile("^[\\d.]{1,20} +");

    static Outline of(Path file) throws IOException {
        try (var document = Loader.loadPDF(file.toFile())) {
            var levels = new HashMap<String, Integer>();
            collect(document.getDocumentCatalog().getDocumentOutline(), 1, levels);
            return new Outline(levels);
        } catch (InvalidPasswordException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // a document is read without its outline as well
            return NONE;
        }
    }

    private static void collect(PDOutlineNode parent, int level, Map<String, Integer> levels) {
        var item = parent == null || level > DEEPEST ? null : parent.getFirstChild();
        for (var left = MOST; item != null && left > 0 && levels.size() < MOST; left--) {
            add(item, level, levels);
            collect(item, level + 1, levels);
            item = item.getNextSibling();
        }
    }

    private static void add(PDOutlineItem item, int level, Map<String, Integer> levels) {
        var title = item.getTitle();
        if (title != null && title.length() <= LONGEST && !key(title).isEmpty()) {
            levels.putIfAbsent(key(title), level);
        }
    }

    /** The page, with its headings marked. */
    String mark(String page) {
        return levels.isEmpty() ? page : page.lines().map(this::line).collect(Collectors.joining("\n", "", "\n"));
    }

    private String line(String line) {
        var level = line.length() > LONGEST ? null : levels.get(key(line));
        return level == null ? line : "\n" + "#".repeat(level) + " " + line + "\n";
    }

    private static String key(String title) {
        return NUMBERING.matcher(Characters.line(title)).replaceFirst("").toLowerCase(Locale.ROOT);
    }
}
