package io.focusforge.worker.extract.program;

import io.focusforge.worker.extract.Flaw;
import io.focusforge.worker.extract.Hint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a file is, by its first bytes. Only between kinds of text do its name and its declared type decide. */
enum FileType {
    PDF("application/pdf"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    HTML("text/html"),
    MARKDOWN("text/markdown"),
    TEXT("text/plain");

    private static final int HEAD = 8 * 1024;
    private static final int PDF_WITHIN = 1024;

    private final String mediaType;

    FileType(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    static FileType of(Path file, Hint hint) throws IOException, Unreadable {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(HEAD);
            var head = new String(bytes, StandardCharsets.ISO_8859_1);
            if (head.substring(0, Math.min(PDF_WITHIN, head.length())).contains("%PDF-")) {
                return PDF;
            }
            if (head.startsWith("PK\3\4")) {
                Archive.requireDocument(file);
                return DOCX;
            }
            if (head.startsWith("\u00D0\u00CF\u0011\u00E0")) {
                throw new Unreadable(Archive.isEncrypted(file) ? Flaw.ENCRYPTED : Flaw.UNSUPPORTED);
            }
            if (head.startsWith("{\\rtf") || head.startsWith("%!PS") || isBinary(head)) {
                throw new Unreadable(claims(hint, "pdf", "docx") ? Flaw.BROKEN : Flaw.UNSUPPORTED);
            }
            return text(head, hint);
        }
    }

    private static FileType text(String head, Hint hint) {
        var start = beginning(head).toLowerCase(Locale.ROOT);
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return HTML;
        }
        if (claims(hint, "html", "htm", "xhtml") && start.startsWith("<")) {
            return HTML;
        }
        return claims(hint, "md", "markdown") ? MARKDOWN : TEXT;
    }

    /** Behind what may stand before the first element. */
    private static String beginning(String head) {
        var rest = head.replaceFirst("^\u00EF\u00BB\u00BF", "").stripLeading();
        while (rest.startsWith("<!--") || rest.startsWith("<?")) {
            var end = rest.indexOf('>', rest.startsWith("<!--") ? Math.max(0, rest.indexOf("-->")) : 0);
            rest = end < 0 ? "" : rest.substring(end + 1).stripLeading();
        }
        return rest;
    }

    private static boolean claims(Hint hint, String... endings) {
        var name = hint.name().toLowerCase(Locale.ROOT);
        var type = hint.mediaType().toLowerCase(Locale.ROOT);
        for (var ending : endings) {
            if (name.endsWith("." + ending) || type.contains(ending)) {
                return true;
            }
        }
        return false;
    }

    /** UTF-16 has zeros as well, but says so at its beginning. */
    private static boolean isBinary(String head) {
        if (head.startsWith("\u00FF\u00FE") || head.startsWith("\u00FE\u00FF")) {
            return false;
        }
        var odd = head.chars().filter(FileType::isOdd).count();
        return head.indexOf(0) >= 0 || odd * 20 > head.length();
    }

    private static boolean isOdd(int c) {
        return c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1B;
    }
}
