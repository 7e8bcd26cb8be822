package io.focusforge.worker.split;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts the tokens, or for rare characters a few more, that the embedding model MiniLM makes of a text, as BERT's uncased WordPiece tokenizer does: composed characters are taken apart
 * and lose their accents, punctuation and Chinese characters stand alone, and each word is taken apart greedily into the longest pieces that are
 * in the vocabulary. The vocabulary comes from the jar of the model, and is read when it is first needed.
 */
final class WordPieces {
    private static final String VOCABULARY = "/all-minilm-l6-v2-q-tokenizer.json";
    private static final String INNER = "##";
    private static final int LONGEST_WORD = 100;

    /** The tokenizer's Unicode is older than Java's. */
    private static final int FORMERLY_PUNCTUATION = 0x166D;

    private static final int FORMERLY_PUNCTUATION_TOO = 0x111C9;

    private static final class Known {
        static final Set<String> PIECES = read();
        static final int LONGEST =
                PIECES.stream().mapToInt(String::length).max().orElse(0);
    }

    private WordPieces() {}

    static int count(String text) {
        var form = Normalizer.isNormalized(text, Normalizer.Form.NFD)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFD);
        var word = new StringBuilder(LONGEST_WORD);
        var tokens = 0;
        var hidden = 0;
        for (var i = 0; i < form.length(); ) {
            var c = form.codePointAt(i);
            i += Character.charCount(c);
            if (isBlank(c) || standsAlone(c)) {
                tokens += Math.max(ofWord(word), hidden) + (isBlank(c) ? 0 : 1);
                word.setLength(0);
                hidden = 0;
            } else if (isRead(c)) {
                word.appendCodePoint(Character.toLowerCase(c));
            } else {
                // the tokenizer does not see it either, unless it is younger than the tokenizer
                hidden = 1;
            }
        }
        return tokens + Math.max(ofWord(word), hidden);
    }

    private static int ofWord(CharSequence word) {
        if (word.isEmpty() || Character.codePointCount(word, 0, word.length()) > LONGEST_WORD) {
            return word.isEmpty() ? 0 : 1;
        }
        var tokens = 0;
        for (var start = 0; start < word.length(); tokens++) {
            var end = pieceAt(start, word);
            if (end == start) {
                // what cannot be taken apart is one unknown token
                return 1;
            }
            start = end;
        }
        return tokens;
    }

    private static int pieceAt(int start, CharSequence word) {
        var begin = start == 0 ? "" : INNER;
        for (var end = Math.min(word.length(), start + Known.LONGEST); end > start; end--) {
            if (Known.PIECES.contains(begin + word.subSequence(start, end))) {
                return end;
            }
        }
        return start;
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || Character.isSpaceChar(c);
    }

    private static boolean isRead(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> c != 0xFFFD;
        };
    }

    private static boolean standsAlone(int c) {
        if (c < 128) {
            return c > ' ' && c != 127 && !Character.isLetterOrDigit(c);
        }
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> isChinese(c) || c == FORMERLY_PUNCTUATION || c == FORMERLY_PUNCTUATION_TOO;
        };
    }

    private static boolean isChinese(int c) {
        return c >= 0x4E00 && c <= 0x9FFF
                || c >= 0x3400 && c <= 0x4DBF
                || c >= 0x20000 && c <= 0x2CEAF
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0x2F800 && c <= 0x2FA1F;
    }

    private static Set<String> read() {
        try (var in = WordPieces.class.getResourceAsStream(VOCABULARY);
                var json = new FilteringParserDelegate(
                        new JsonFactory().createParser(in),
                        new JsonPointerBasedFilter("/model/vocab"),
                        Inclusion.ONLY_INCLUDE_ALL,
                        false)) {
            var pieces = new HashSet<String>(1 << 16);
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.FIELD_NAME) {
                    pieces.add(json.currentName());
                }
            }
            return pieces;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
