package io.focusforge.orchestrator.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The words of an expression: as much of its grammar as it takes to say what it refers to. */
final class Tokens {
    private static final Pattern TOKEN = Pattern.compile("""
            (?<space>\\s++|/\\*(?s:.)*?\\*/)|(?<string>"(?:[^"\\\\]|\\\\.)*+"|'(?:[^'\\\\]|\\\\.)*+')\
            |(?<name>`[^`]*+`|\\$*+[\\p{L}_][\\p{L}\\p{N}_]*+|\\$++)|(?<number>\\d++(?:\\.\\d++)?+)|(?<sign>.)""", Pattern.DOTALL);
    private static final Set<String> OPERATORS = Set.of("and", "or", "in");
    private static final Set<String> ROOTS = Set.of("$", "$$");

    private final List<String> words;

    private Tokens(List<String> words) {
        this.words = words;
    }

    static Tokens of(String text) {
        var words = new ArrayList<String>();
        var matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            if (matcher.group("space") == null) {
                words.add(matcher.group());
            }
        }
        return new Tokens(words);
    }

    boolean has(String word) {
        return words.contains(word);
    }

    /** A slash where a value is due begins a regular expression. */
    boolean hasRegex() {
        for (var i = 0; i < words.size(); i++) {
            if (words.get(i).equals("/") && (i == 0 || !endsValue(words.get(i - 1)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsValue(String word) {
        var last = word.charAt(word.length() - 1);
        return !OPERATORS.contains(word) && (Character.isLetterOrDigit(last) || "_$)]}\"'`*%".indexOf(last) >= 0);
    }

    Set<String> steps() {
        var steps = new LinkedHashSet<String>();
        for (var i = 0; i + 2 < words.size(); i++) {
            if (isSteps(i) && words.get(i + 1).equals(".") && isName(words.get(i + 2))) {
                steps.add(name(words.get(i + 2)));
            }
        }
        return steps;
    }

    private boolean isSteps(int at) {
        var isRoot = at == 0
                || !words.get(at - 1).equals(".")
                || (at > 1
                        && ROOTS.contains(words.get(at - 2))
                        && (at == 2 || !words.get(at - 3).equals(".")));
        return words.get(at).equals("$steps") || (words.get(at).equals("steps") && isRoot);
    }

    List<String> path() {
        return path(words);
    }

    private static List<String> path(List<String> words) {
        var names = new ArrayList<String>();
        for (var i = 0; i < words.size(); i++) {
            var fits = i % 2 == 0 ? isName(words.get(i)) : words.get(i).equals(".");
            if (!fits) {
                return List.of();
            }
            if (i % 2 == 0) {
                names.add(name(words.get(i)));
            }
        }
        if (!names.isEmpty() && ROOTS.contains(names.getFirst())) {
            names.removeFirst();
        }
        return words.size() % 2 == 0 ? List.of() : names;
    }

    /** Of {@code { "name": path, … }}; what is more than a path has an empty one. */
    Map<String, List<String>> fields() {
        var fields = new LinkedHashMap<String, List<String>>();
        if (words.size() < 2
                || !words.getFirst().equals("{")
                || !words.getLast().equals("}")) {
            return fields;
        }
        var at = 1;
        while (at < words.size() - 1) {
            var end = endOfValue(at);
            if (end < 0
                    || at + 1 >= end
                    || !isString(words.get(at))
                    || !words.get(at + 1).equals(":")) {
                return new LinkedHashMap<>();
            }
            fields.put(unquoted(words.get(at)), path(words.subList(at + 2, end)));
            at = end + 1;
        }
        return fields;
    }

    private int endOfValue(int from) {
        var depth = 0;
        for (var i = from; i < words.size(); i++) {
            var word = words.get(i);
            if (depth == 0 && (word.equals(",") || i == words.size() - 1)) {
                return i;
            }
            depth += "([{".contains(word) ? 1 : ")]}".contains(word) ? -1 : 0;
            if (depth < 0) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isName(String word) {
        return word.charAt(0) == '`'
                || word.charAt(0) == '$'
                || word.charAt(0) == '_'
                || Character.isLetter(word.charAt(0));
    }

    private static boolean isString(String word) {
        return word.charAt(0) == '"' || word.charAt(0) == '\'';
    }

    private static String unquoted(String word) {
        return word.substring(1, word.length() - 1);
    }

    private static String name(String word) {
        return word.charAt(0) == '`' ? unquoted(word) : ROOTS.contains(word) ? word : word.replaceFirst("^\\$", "");
    }
}
