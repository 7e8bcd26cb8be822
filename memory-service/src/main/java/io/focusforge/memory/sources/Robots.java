package io.focusforge.memory.sources;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a host's robots.txt says to us (RFC 9309): the rules of the groups that name us, or else of those for everybody; of the rules that match a
 * path the longest counts, and of two as long the one that allows.
 */
record Robots(List<Rule> rules, Optional<Duration> delay) {
    static final Robots NONE = new Robots(List.of(), Optional.empty());
    private static final String US = "focusforge";
    private static final String ALL = "*";
    private static final int MOST_RULES = 5000;
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);

    /** A rule for the paths that have the parts of its own one after the other, the first at the beginning. */
    record Rule(boolean allows, List<String> parts, boolean toTheEnd, int length) {
        static Rule of(boolean allows, String path) {
            var toTheEnd = path.endsWith("$");
            var plain = toTheEnd ? path.substring(0, path.length() - 1) : path;
            return new Rule(allows, List.of(plain.split("\\*", -1)), toTheEnd, path.length());
        }

        // Taking each part where it comes first is enough: what follows has the most room then.
        boolean matches(String path) {
            var at = path.startsWith(parts.getFirst()) ? parts.getFirst().length() : -1;
            for (var part : parts.subList(1, parts.size())) {
                var found = at < 0 ? -1 : path.indexOf(part, at);
                at = found < 0 ? -1 : found + part.length();
            }
            return at >= 0 && (!toTheEnd || endsBehind(path, at));
        }

        private boolean endsBehind(String path, int at) {
            return parts.size() == 1 ? at == path.length() : path.endsWith(parts.getLast()) && path.length() >= at;
        }
    }

    /** @param path with the query, as it is asked for */
    boolean allows(String path) {
        return rules.stream()
                .filter(rule -> rule.matches(path))
                .max(Comparator.comparingInt(Rule::length).thenComparing(Rule::allows))
                .map(Rule::allows)
                .orElse(true);
    }

    static Robots parse(String text) {
        var forUs = read(text, US);
        return forUs.or(() -> read(text, ALL)).orElse(NONE);
    }

    /** @return empty when no group is for this agent */
    private static Optional<Robots> read(String text, String agent) {
        var rules = new ArrayList<Rule>();
        Duration delay = null;
        var isOurs = false;
        var inHead = false;
        var found = false;
        for (var line : text.lines().limit(MOST_RULES).toList()) {
            var field = Field.of(line);
            switch (field.name()) {
                case "user-agent" -> {
                    isOurs = (inHead && isOurs)
                            || field.value().toLowerCase(Locale.ROOT).equals(agent);
                    inHead = true;
                    found |= isOurs;
                }
                case "allow", "disallow" -> {
                    inHead = false;
                    if (isOurs && !field.value().isEmpty()) {
                        rules.add(Rule.of(field.name().equals("allow"), field.value()));
                    }
                }
                case "crawl-delay" -> {
                    inHead = false;
                    delay = isOurs ? field.seconds() : delay;
                }
                default -> {}
            }
        }
        return found ? Optional.of(new Robots(rules, Optional.ofNullable(delay))) : Optional.empty();
    }

    private record Field(String name, String value) {
        static Field of(String line) {
            var text = line.replaceAll("#.*", "");
            var colon = text.indexOf(':');
            return colon < 0
                    ? new Field("", "")
                    : new Field(
                            text.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                            text.substring(colon + 1).strip());
        }

        Duration seconds() {
            try {
                var delay = Duration.ofMillis((long) (Double.parseDouble(value) * 1000));
                return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
            } catch (NumberFormatException e) {
                return null;
            }
        }
    }
}
