package io.focusforge.orchestrator.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.orchestrator.chain.RuleTwin;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;

/** The review in plain sentences: one for each fact, and a summary that counts them. */
@ApplicationScoped
class ReviewRules implements RuleTwin {
    static final String CHAIN = "weekly_review";
    private static final double ABOUT_RIGHT = 0.15;

    private final ObjectMapper json;

    ReviewRules(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public String chain() {
        return CHAIN;
    }

    @Override
    public JsonNode answer(JsonNode facts) {
        var to = Instant.parse(facts.path("to").asText());
        var review = json.createObjectNode().put("summary", summary(facts));
        add(review, "done", facts, ReviewRules::done);
        add(review, "slipped", facts, due -> due(due) + late(due, to));
        add(review, "lessons", facts, ReviewRules::lesson);
        add(review, "next", facts, ReviewRules::due);
        return review;
    }

    private static void add(ObjectNode review, String list, JsonNode facts, Function<JsonNode, String> sentence) {
        var sentences = review.putArray(list);
        facts.path(list).forEach(fact -> sentences.add(sentence.apply(fact)));
    }

    private static String summary(JsonNode facts) {
        return "%s done, %d slipped, %s next."
                .formatted(
                        tasks(facts.at("/counts/done").asLong()),
                        facts.at("/counts/slipped").asLong(),
                        facts.path("next").size());
    }

    private static String done(JsonNode task) {
        var spent = task.path("focusMinutes").asLong();
        var estimate = task.path("estimateMinutes");
        var took = spent == 0 ? "" : ", %d min".formatted(spent);
        return task.path("title").asText()
                + (spent == 0 || estimate.isNull() ? took : took + " of %d estimated".formatted(estimate.asInt()));
    }

    private static String due(JsonNode task) {
        return "%s, due %s"
                .formatted(
                        task.path("title").asText(), task.path("dueAt").asText().substring(0, "2026-11-05".length()));
    }

    private static String late(JsonNode task, Instant to) {
        var days =
                Duration.between(Instant.parse(task.path("dueAt").asText()), to).toDays();
        return days == 0 ? "" : days == 1 ? ", a day late" : ", %d days late".formatted(days);
    }

    private static String lesson(JsonNode lesson) {
        var ratio = lesson.path("medianRatio").asDouble();
        var how = Math.abs(ratio - 1) < ABOUT_RIGHT
                ? "about as long as estimated"
                : String.format(Locale.ROOT, "%.1f times as long as estimated", ratio);
        return "%s: takes %s (%s)"
                .formatted(
                        lesson.path("category").asText(),
                        how,
                        tasks(lesson.path("tasks").asLong()));
    }

    private static String tasks(long number) {
        return number == 1 ? "1 task" : number + " tasks";
    }
}
