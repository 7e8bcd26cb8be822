package io.focusforge.memory.documents;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Tells what a file is by its content. Its name, or what its server says of it, only tells kinds of text apart. The worker looks again, and closer:
 * this is to refuse at once what cannot be read.
 */
final class MediaTypes {
    static final String PLAIN = "text/plain";
    static final String HTML = "text/html";
    static final String READABLE = "PDF, DOCX, HTML, Markdown, plain text, PNG, JPEG, GIF";

    private static final String MARKDOWN = "text/markdown";
    private static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private static final String PDF = "application/pdf";
    private static final int PDF_STARTS_WITHIN = 1024;
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] WORD = bytes("word/document");

    private static final Map<String, List<byte[]>> PICTURES = Map.of(
            "image/png", List.of(latin("\u0089PNG\r\n\u001a\n")),
            "image/jpeg", List.of(latin("\u00ff\u00d8\u00ff")),
            "image/gif", List.of(bytes("GIF87a"), bytes("GIF89a")));
    private static final Map<String, String> TEXTS =
            Map.of("md", MARKDOWN, "markdown", MARKDOWN, "html", HTML, "htm", HTML, "xhtml", HTML, "csv", "text/csv");

    /** What is looked at of a file: its beginning and its end, which may be the same. */
    record Sample(byte[] head, byte[] tail) {}

    private MediaTypes() {}

    /** @return empty for what cannot be read */
    static Optional<String> of(Sample sample, Name name) {
        var head = sample.head();
        if (indexOf(head, bytes("%PDF-"), PDF_STARTS_WITHIN) >= 0) {
            return Optional.of(PDF);
        }
        if (startsWith(head, ZIP)) {
            return has(head, WORD) || has(sample.tail(), WORD) ? Optional.of(DOCX) : Optional.empty();
        }
        return picture(head).or(() -> isText(head) ? Optional.of(text(head, name)) : Optional.empty());
    }

    /** What is said of a file: its name and its type, each of which may be null. */
    record Name(String file, String declared) {
        String extension() {
            var dot = file == null ? -1 : file.lastIndexOf('.');
            return dot < 0 ? "" : file.substring(dot + 1).toLowerCase(Locale.ROOT);
        }
    }

    private static Optional<String> picture(byte[] head) {
        return PICTURES.entrySet().stream()
                .filter(type -> type.getValue().stream().anyMatch(start -> startsWith(head, start)))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static String text(byte[] head, Name name) {
        var start = new String(head, StandardCharsets.ISO_8859_1).stripLeading().toLowerCase(Locale.ROOT);
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return HTML;
        }
        var byName = TEXTS.get(name.extension());
        if (byName != null) {
            return byName;
        }
        var declared = name.declared() == null ? "" : name.declared().toLowerCase(Locale.ROOT);
        return TEXTS.values().stream().filter(declared::startsWith).findFirst().orElse(PLAIN);
    }

    /** No text has control characters but white space; one in UTF-16 says so at its beginning. */
    private static boolean isText(byte[] head) {
        if (startsWith(head, latin("\u00ff\u00fe")) || startsWith(head, latin("\u00fe\u00ff"))) {
            return true;
        }
        for (var value : head) {
            if (value >= 0 && value < ' ' && "\t\n\r\f\u001b\b".indexOf(value) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean has(byte[] content, byte[] what) {
        return indexOf(content, what, content.length) >= 0;
    }

    private static int indexOf(byte[] content, byte[] what, int within) {
        for (var at = 0; at <= Math.min(within, content.length - what.length); at++) {
            if (Arrays.equals(content, at, at + what.length, what, 0, what.length)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean startsWith(byte[] content, byte[] start) {
        return content.length >= start.length && Arrays.equals(content, 0, start.length, start, 0, start.length);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
