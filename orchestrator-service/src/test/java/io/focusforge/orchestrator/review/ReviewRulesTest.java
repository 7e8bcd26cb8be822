package io.focusforge.orchestrator.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReviewRulesTest {
    private static final Instant TO = Instant.parse("2026-11-08T00:00:00Z");
    private final ObjectMapper json = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    @Test
    void makesASentenceOfEachFact() {
        var at = Instant.parse("2026-11-05T10:00:00Z");
        var facts = new ReviewFacts(
                at,
                TO,
                new ReviewFacts.Counts(2, 3),
                List.of(
                        new ReviewFacts.Done("Write", at, 30, 45),
                        new ReviewFacts.Done("Read", at, null, 20),
                        new ReviewFacts.Done("Rest", at, 10, 0)),
                List.of(
                        new ReviewFacts.Due("Pay", at, null),
                        new ReviewFacts.Due("Call", TO.minusSeconds(100_000), null),
                        new ReviewFacts.Due("Ask", TO.minusSeconds(1), null)),
                List.of(new ReviewFacts.Lesson("writing", 4, 1.52), new ReviewFacts.Lesson("calls", 1, 0.9)),
                List.of(new ReviewFacts.Due("Plan", TO, 5)));
        var review = new ReviewRules(json).answer(json.valueToTree(facts));
        assertThat(review)
                .hasToString("{\"summary\":\"2 tasks done, 3 slipped, 1 next.\","
                        + "\"done\":[\"Write, 45 min of 30 estimated\",\"Read, 20 min\",\"Rest\"],"
                        + "\"slipped\":[\"Pay, due 2026-11-05, 2 days late\",\"Call, due 2026-11-06, a day late\","
                        + "\"Ask, due 2026-11-07\"],"
                        + "\"lessons\":[\"writing: takes 1.5 times as long as estimated (4 tasks)\","
                        + "\"calls: takes about as long as estimated (1 task)\"],"
                        + "\"next\":[\"Plan, due 2026-11-08\"]}");
    }
}
