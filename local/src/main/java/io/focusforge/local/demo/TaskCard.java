package io.focusforge.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.local.cli.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** A task on paper: what it is, what was thought of it, how to go about it, what was recalled, and how it came to be. */
final class TaskCard {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ENGLISH);
    private static final String INDENT = "    ";
    private static final String EVENT_PREFIX = "io.focusforge.task.";
    private static final int LABEL = 11;

    private final Terminal terminal;
    private final ZoneId zone;

    TaskCard(Terminal terminal, ZoneId zone) {
        this.terminal = terminal;
        this.zone = zone;
    }

    void show(int number, JsonNode task, JsonNode history) {
        var due = task.path("dueAt").asText("");
        terminal.line("");
        terminal.line("%s  %s%s"
                .formatted(
                        terminal.cyan(" " + number),
                        terminal.bold(task.path("title").asText()),
                        due.isEmpty() || due.equals("null") ? "" : terminal.dim("   due " + day(due))));
        wrap(task.path("description").asText(""), terminal.width() - INDENT.length())
                .forEach(line -> terminal.line(INDENT + terminal.dim(line)));
        terminal.line("");
        analysis(task.path("analysis"));
        rows("Plan", steps(task.path("plan")));
        rows("Recalled", recalled(task.path("context")));
        rows("History", events(history));
        terminal.line("");
    }

    private void analysis(JsonNode analysis) {
        if (!analysis.path("status").asText().equals("done")
                && analysis.path("priority").isMissingNode()) {
            rows("Analysis", List.of(terminal.yellow(analysis.path("status").asText("missing"))));
            return;
        }
        var facts = new ArrayList<String>();
        add(facts, priority(text(analysis, "priority")));
        add(facts, analysis.hasNonNull("complexity") ? "complexity " + text(analysis, "complexity") + " of 5" : "");
        add(
                facts,
                analysis.hasNonNull("estimateMinutes")
                        ? "about " + minutes(analysis.path("estimateMinutes").asInt())
                        : "");
        add(facts, analysis.hasNonNull("energy") ? text(analysis, "energy") + " energy" : "");
        add(facts, text(analysis, "category"));
        rows("Analysis", List.of(String.join(" · ", facts)));
        rows(
                "Risks",
                texts(analysis.path("risks")).stream()
                        .flatMap(risk -> wrap(risk).stream())
                        .toList());
        rows(
                "Labels",
                texts(analysis.path("suggestedLabels")).isEmpty()
                        ? List.of()
                        : List.of(String.join(", ", texts(analysis.path("suggestedLabels")))));
        var degraded = analysis.path("degraded").asBoolean() ? "  (rules: no model has answered)" : "";
        rows("By", List.of(terminal.dim(text(analysis, "model") + degraded)));
    }

    private List<String> steps(JsonNode plan) {
        var lines = new ArrayList<String>();
        var ids = new ArrayList<String>();
        var widest = terminal.width() - LABEL - INDENT.length() - 40;
        for (var step : plan.path("steps")) {
            ids.add(step.path("id").asText());
            var after = texts(step.path("dependsOn")).stream()
                    .map(id -> "" + (ids.indexOf(id) + 1))
                    .toList();
            var when = step.hasNonNull("scheduledFor")
                    ? when(step.path("scheduledFor").asText())
                    : "";
            var title = wrap(step.path("title").asText(), widest);
            lines.add(("%d  %-" + widest + "s %8s  %s")
                    .formatted(
                            ids.size(),
                            title.isEmpty() ? "" : title.getFirst(),
                            minutes(step.path("estimateMinutes").asInt()),
                            terminal.dim(when + (after.isEmpty() ? "" : "  after " + String.join(", ", after)))));
            title.stream().skip(1).map(rest -> "   " + rest).forEach(lines::add);
        }
        return lines.isEmpty() ? List.of(terminal.yellow(plan.path("status").asText("none"))) : lines;
    }

    private List<String> recalled(JsonNode context) {
        var lines = new ArrayList<String>();
        for (var memory : context) {
            var text = memory.path("text").asText().replace("\n", " — ");
            lines.add("%s  %s"
                    .formatted(
                            terminal.green("%.2f".formatted(memory.path("score").asDouble())),
                            cut(text, terminal.width() - 23)));
        }
        return lines.isEmpty() ? List.of(terminal.dim("nothing yet")) : lines;
    }

    private List<String> events(JsonNode history) {
        var lines = new ArrayList<String>();
        Instant first = null;
        for (var event : history) {
            var time = Instant.parse(event.path("time").asText());
            var type = event.path("type").asText().replace(EVENT_PREFIX, "").replaceFirst("\\.v\\d+$", "");
            var at = first == null ? MOMENT.withZone(zone).format(time) : "%+12.3f".formatted(seconds(first, time));
            first = first == null ? time : first;
            lines.add("%s  %s".formatted(terminal.dim(at), type.replace('_', ' ')));
        }
        return lines;
    }

    private void rows(String label, List<String> lines) {
        for (var i = 0; i < lines.size(); i++) {
            terminal.line(INDENT + terminal.bold(("%-" + LABEL + "s").formatted(i == 0 ? label : "")) + lines.get(i));
        }
    }

    private List<String> wrap(String text) {
        return wrap(text, terminal.width() - LABEL - INDENT.length());
    }

    private static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.equals("null") ? new String[0] : text.split("\\s+")) {
            if (!line.isEmpty() && line.length() + word.length() + 1 > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }

    private String priority(String priority) {
        return switch (priority) {
            case "" -> "";
            case "urgent", "critical" -> terminal.red(priority + " priority");
            case "high" -> terminal.yellow("high priority");
            default -> priority + " priority";
        };
    }

    private String when(String text) {
        return text.contains("T") ? day(text) : text;
    }

    private String day(String instant) {
        return DAY.withZone(zone).format(Instant.parse(instant));
    }

    private static void add(List<String> facts, String fact) {
        if (!fact.isEmpty()) {
            facts.add(fact);
        }
    }

    private static String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.path(field).asText().toLowerCase(Locale.ROOT) : "";
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String minutes(int minutes) {
        return minutes < 60
                ? minutes + " min"
                : "%d h %02d".formatted(minutes / 60, minutes % 60).replace(" 00", "");
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1).stripTrailing() + "…";
    }
}
