package io.focusforge.orchestrator.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What kind of work a task is, the words that give it away, and the steps that such work takes when the text names none. */
enum Category {
    ENGINEERING(
            Set.of(
                    "fix",
                    "bug",
                    "bugs",
                    "deploy",
                    "implement",
                    "code",
                    "refactor",
                    "debug",
                    "migrate",
                    "test",
                    "tests",
                    "release",
                    "server",
                    "database",
                    "api",
                    "outage",
                    "incident",
                    "patch",
                    "upgrade",
                    "configure",
                    "install"),
            List.of("Reproduce and understand it", "Make the change", "Test the change", "Roll it out")),
    WRITING(
            Set.of(
                    "draft",
                    "write",
                    "deck",
                    "slides",
                    "report",
                    "document",
                    "documentation",
                    "proposal",
                    "blog",
                    "presentation",
                    "article",
                    "essay",
                    "newsletter",
                    "notes",
                    "edit",
                    "summary",
                    "summarize"),
            List.of("Gather the material", "Write a first draft", "Revise the draft", "Hand it over")),
    RESEARCH(
            Set.of(
                    "research",
                    "investigate",
                    "compare",
                    "analyze",
                    "analyse",
                    "evaluate",
                    "explore",
                    "study",
                    "learn",
                    "read",
                    "survey",
                    "benchmark",
                    "find"),
            List.of(
                    "Say what is to be found out",
                    "Collect sources",
                    "Compare what they say",
                    "Write down the result")),
    REVIEW(
            Set.of("review", "approve", "proofread", "feedback", "audit", "check", "verify"),
            List.of("Read it through", "Note what should change", "Send the feedback")),
    MEETING(
            Set.of(
                    "meeting",
                    "meet",
                    "workshop",
                    "interview",
                    "agenda",
                    "standup",
                    "retro",
                    "1:1",
                    "rehearse",
                    "board",
                    "demo",
                    "conference",
                    "attend",
                    "host"),
            List.of("Set the agenda", "Invite and prepare", "Hold the meeting", "Send what was decided")),
    COMMUNICATION(
            Set.of(
                    "email",
                    "mail",
                    "call",
                    "phone",
                    "reply",
                    "message",
                    "answer",
                    "respond",
                    "send",
                    "tell",
                    "ask",
                    "remind",
                    "contact",
                    "invite",
                    "announce"),
            List.of("Collect what to say", "Send it", "Follow up")),
    FINANCE(
            Set.of(
                    "budget",
                    "pay",
                    "invoice",
                    "invoices",
                    "expense",
                    "expenses",
                    "tax",
                    "taxes",
                    "finance",
                    "payroll",
                    "forecast",
                    "numbers",
                    "quote",
                    "refund",
                    "accounting"),
            List.of("Collect the figures", "Check the figures", "File or send them")),
    ERRAND(
            Set.of(
                    "buy",
                    "pick",
                    "order",
                    "book",
                    "shop",
                    "return",
                    "groceries",
                    "collect",
                    "renew",
                    "clean",
                    "repair"),
            List.of("Make a list", "Get it done")),
    PLANNING(
            Set.of(
                    "plan",
                    "organize",
                    "organise",
                    "schedule",
                    "roadmap",
                    "prepare",
                    "prioritize",
                    "coordinate",
                    "arrange"),
            List.of(
                    "Say what has to be reached",
                    "List what it takes",
                    "Put it in order with dates",
                    "Share the plan")),
    PERSONAL(
            Set.of("doctor", "dentist", "gym", "family", "birthday", "vacation", "holiday", "home", "kids", "workout"),
            List.of("Get ready", "Do it")),
    GENERAL(Set.of(), List.of("Get an overview", "Do the work", "Check the result"));

    private static final int TITLE_WEIGHT = 3;
    private static final int FIRST_WORD_WEIGHT = 1;

    private final Set<String> cues;
    private final List<String> steps;

    Category(Set<String> cues, List<String> steps) {
        this.cues = cues;
        this.steps = steps;
    }

    static Category of(String title, String description) {
        var titleWords = Words.of(title);
        var words = Words.of(description);
        var best = GENERAL;
        var bestScore = 0;
        for (var category : values()) {
            var score = category.score(titleWords, words);
            if (score > bestScore) {
                best = category;
                bestScore = score;
            }
        }
        return best;
    }

    static Category named(String name) {
        return Arrays.stream(values())
                .filter(category -> category.label().equals(name))
                .findFirst()
                .orElse(GENERAL);
    }

    String label() {
        return RuleText.lower(name());
    }

    List<String> steps() {
        return steps;
    }

    private int score(Words title, Words description) {
        return TITLE_WEIGHT * count(title)
                + count(description)
                + (cues.contains(title.first()) ? FIRST_WORD_WEIGHT : 0);
    }

    private int count(Words words) {
        return (int) words.list().stream().filter(cues::contains).distinct().count();
    }
}
