package io.focusforge.orchestrator.rules;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Minutes that something takes: what the text itself says, else what its verb usually means, times what it counts. */
final class Effort {
    private static final int DEFAULT = 30;
    private static final int SHORTEST = 5;
    private static final int LONGEST = 2_400;
    private static final int ROUNDED_TO = 5;
    private static final int MINUTES_PER_PIECE = 10;
    private static final int COUNTED_AT_MOST = 100;
    private static final Pattern DURATION = Pattern.compile(
            "\\b(\\d{1,3})(?:[.,](5))?[ -]?(minutes|minute|mins|min|m|hours|hour|hrs|hr|h|days|day)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PIECES = Pattern.compile(
            "\\b(\\d{1,4}) (?:\\w+ )?(slides|pages|chapters|files|tickets|invoices|emails|candidates|interviews|sections|tests|calls|people)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Map<String, Integer> USUAL = Map.ofEntries(
            Map.entry("email", 10),
            Map.entry("mail", 10),
            Map.entry("reply", 10),
            Map.entry("send", 10),
            Map.entry("message", 5),
            Map.entry("call", 15),
            Map.entry("phone", 15),
            Map.entry("ask", 10),
            Map.entry("remind", 5),
            Map.entry("book", 15),
            Map.entry("pay", 10),
            Map.entry("order", 15),
            Map.entry("buy", 20),
            Map.entry("pick", 20),
            Map.entry("schedule", 15),
            Map.entry("collect", 45),
            Map.entry("gather", 45),
            Map.entry("review", 30),
            Map.entry("read", 30),
            Map.entry("rehearse", 30),
            Map.entry("check", 20),
            Map.entry("meet", 45),
            Map.entry("interview", 60),
            Map.entry("draft", 60),
            Map.entry("write", 60),
            Map.entry("edit", 45),
            Map.entry("fix", 60),
            Map.entry("debug", 60),
            Map.entry("test", 45),
            Map.entry("research", 90),
            Map.entry("investigate", 90),
            Map.entry("compare", 60),
            Map.entry("evaluate", 90),
            Map.entry("plan", 60),
            Map.entry("prepare", 60),
            Map.entry("organize", 60),
            Map.entry("organise", 60),
            Map.entry("implement", 180),
            Map.entry("build", 180),
            Map.entry("refactor", 120),
            Map.entry("migrate", 240),
            Map.entry("deploy", 45),
            Map.entry("release", 60));

    private Effort() {}

    static int minutes(String text) {
        var said = said(text);
        return rounded(said > 0 ? said : Math.max(usual(text), pieces(text)));
    }

    static int rounded(int minutes) {
        var bounded = Math.clamp(minutes, SHORTEST, LONGEST);
        return Math.max(SHORTEST, (bounded + ROUNDED_TO / 2) / ROUNDED_TO * ROUNDED_TO);
    }

    static boolean isVerb(String word) {
        return USUAL.containsKey(word);
    }

    /** Of a whole task: what its title says, or its description if it is one clause, else the sum of the steps. */
    static int total(RuleText text, List<String> steps) {
        var said = said(text.title());
        if (said == 0 && Clauses.of(text.description()).size() == 1) {
            said = said(text.description());
        }
        return rounded(
                said > 0 ? said : steps.stream().mapToInt(Effort::minutes).sum());
    }

    private static int said(String text) {
        var match = DURATION.matcher(text);
        if (!match.find() || DateWords.isInDays(text, match.start())) {
            return 0;
        }
        var amount = Integer.parseInt(match.group(1)) + (match.group(2) == null ? 0 : 0.5);
        return (int) (amount
                * switch (RuleText.lower(match.group(3)).charAt(0)) {
                    case 'h' -> 60;
                    case 'd' -> 480;
                    default -> 1;
                });
    }

    private static int usual(String text) {
        return Words.of(text).list().stream()
                .filter(USUAL::containsKey)
                .findFirst()
                .map(USUAL::get)
                .orElse(DEFAULT);
    }

    private static int pieces(String text) {
        var match = PIECES.matcher(text);
        return match.find() ? MINUTES_PER_PIECE * Math.min(Integer.parseInt(match.group(1)), COUNTED_AT_MOST) : 0;
    }
}
