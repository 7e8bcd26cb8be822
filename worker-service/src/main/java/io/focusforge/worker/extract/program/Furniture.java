package io.focusforge.worker.extract.program;

import io.focusforge.worker.extract.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Running headers and footers: lines at an edge of a page that are there on many pages, where a number in them either stays the same or counts the
 * pages. A table that goes on over many pages has edges too, but its numbers do neither. On the first of its pages such a line stays: it may be the
 * heading that others repeat.
 */
final class Furniture {
    private static final int EDGE = 2;
    private static final int LONGEST = 200;
    private static final int MOST_LINES = 20_000;
    private static final int FEWEST = 3;
    private static final int MANY = 10;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final Map<String, Line> seen = new HashMap<>();
    private int pages;

    private static final class Line {
        private final int page;
        private final List<Integer> numbers;
        private int times;

        Line(int page, List<Integer> numbers) {
            this.page = page;
            this.numbers = numbers;
        }

        boolean matches(int otherPage, List<Integer> others) {
            for (var i = 0; i < numbers.size(); i++) {
                var moved = others.get(i) - numbers.get(i);
                if (moved != 0 && moved != otherPage - page) {
                    return false;
                }
            }
            return true;
        }
    }

    void see(int page, String text) {
        pages++;
        for (var edge : edges(text)) {
            var key = key(edge);
            if (seen.size() < MOST_LINES || seen.containsKey(key)) {
                var line = seen.computeIfAbsent(key, k -> new Line(page, numbers(edge)));
                line.times += line.matches(page, numbers(edge)) ? 1 : 0;
            }
        }
    }

    String without(Page page) {
        if (pages < FEWEST || page.number() == 0) {
            return page.text();
        }
        var text = page.text();
        for (var edge : edges(text)) {
            if (isFurniture(page.number(), edge)) {
                text = drop(text, edge);
            }
        }
        return text;
    }

    private boolean isFurniture(int page, String edge) {
        var line = seen.get(key(edge));
        return line != null
                && line.page != page
                && line.times >= Math.max(FEWEST, Math.min(MANY, (pages + 1) / 2))
                && line.matches(page, numbers(edge));
    }

    private static String drop(String text, String edge) {
        var first = text.indexOf(edge + "\n");
        var last = text.lastIndexOf(edge + "\n");
        var at = first < text.length() - last ? first : last;
        var rest = text.substring(0, at) + text.substring(at + edge.length() + 1);
        return rest.startsWith("\n") ? rest.substring(1) : rest;
    }

    private static List<String> edges(String text) {
        var lines = text.lines().filter(line -> !line.isBlank()).toList();
        var edges = new ArrayList<String>();
        for (var i = 0; i < lines.size(); i++) {
            var atEdge = i < EDGE || i >= lines.size() - EDGE;
            if (atEdge && lines.get(i).length() <= LONGEST) {
                edges.add(lines.get(i));
            }
        }
        return edges;
    }

    private static String key(String line) {
        return NUMBER.matcher(line).replaceAll("#");
    }

    private static List<Integer> numbers(String line) {
        return NUMBER.matcher(line)
                .results()
                .map(number -> Integer.valueOf(number.group()))
                .toList();
    }
}
