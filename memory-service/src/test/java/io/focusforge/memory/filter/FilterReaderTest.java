package io.focusforge.memory.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.problem.ProblemException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FilterReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Fields FIELDS = Fields.of(
            Field.of("tags", Kind.TEXTS, "tags"),
            Field.of("agent", Kind.TEXT, "agent"),
            Field.of("importance", Kind.NUMBER, "importance"),
            Field.of("createdAt", Kind.TIME, "created_at"));

    @Test
    void keepsCallersWordsOutOfTheSql() {
        var sql = sql("{'metadata.it\\'s; DROP TABLE x --': {'eq': 'a\\' OR 1=1'}, 'tags': {'in': ['x', 'y']}}");
        assertThat(sql.sql())
                .isEqualTo(
                        "(((jsonb_typeof((metadata -> $10::text)) = jsonb_typeof($11::jsonb) AND (metadata -> $10::text) = $11::jsonb) IS TRUE)"
                                + " AND ((tags && $12::text[]) IS TRUE))");
        assertThat(sql.parameters()).containsExactly("it's; DROP TABLE x --", "a' OR 1=1", new String[] {"x", "y"});
    }

    @Test
    void nestsAsItIsWritten() {
        assertThat(sql("{'OR': [{'agent': 'a'}, {'NOT': {'importance': {'gte': 0.5, 'lt': 1}}}]}")
                        .sql())
                .isEqualTo("(((agent = $10::text) IS TRUE) OR (NOT (((importance >= $11::float8::real) IS TRUE)"
                        + " AND ((importance < $12::float8::real) IS TRUE))))");
    }

    @Test
    void namesThePlaceOfWhatItDoesNotKnow() {
        assertRefused("{'AND': [{'tags': 'a'}, {'colour': 'red'}]}", "filter.AND[1].colour", "is not known here");
        assertRefused("{'metadata.': 1}", "filter.metadata.", "is not known here");
        assertRefused("{'NOT': {'agent': {'like': 'x'}}}", "filter.NOT.agent.like", "it has eq, in, exists");
        assertRefused("{'tags': {'gte': 'x'}}", "filter.tags.gte", "is no operator of this field");
    }

    @Test
    void refusesValuesThatTheFieldCannotHave() {
        assertRefused("{'agent': 7}", "filter.agent", "must be a string");
        assertRefused("{'agent': 'a\\u0000b'}", "filter.agent", "without NUL");
        assertRefused("{'createdAt': {'gte': 'yesterday'}}", "filter.createdAt.gte", "must be a time");
        assertRefused(
                "{'createdAt': {'gte': '+999999-01-01T00:00:00Z'}}", "filter.createdAt.gte", "must be in the years");
        assertRefused("{'importance': {'lt': '1'}}", "filter.importance.lt", "must be a number");
        assertRefused("{'agent': {'exists': 1}}", "filter.agent.exists", "must be true or false");
        assertRefused("{'metadata.a': {'in': [1, [2]]}}", "filter.metadata.a.in[1]", "must be a string, a number");
        assertRefused("{'metadata.a': null}", "filter.metadata.a", "must be a string, a number");
        assertRefused("{'tags': {'in': []}}", "filter.tags.in", "must be a list of 1 to 100");
    }

    @Test
    void refusesWhatSaysNothing() {
        assertRefused("{}", "filter", "must be an object");
        assertRefused("[]", "filter", "must be an object");
        assertRefused("{'AND': []}", "filter.AND", "must be a list of 1 to 50");
        assertRefused("{'OR': {'agent': 'a'}}", "filter.OR", "must be a list of 1 to 50");
        assertRefused("{'agent': {}}", "filter.agent", "must have an operator");
    }

    @Test
    void isAtMostTenDeepAndFiftyWide() {
        assertThat(sql(nested(9)).sql()).contains("agent");
        assertRefused(nested(10), "filter" + ".NOT".repeat(10), "more than 10 deep");
        var many = IntStream.range(0, 51)
                .mapToObj(i -> "'metadata.k" + i + "': " + i)
                .collect(Collectors.joining(", ", "{", "}"));
        assertRefused(many, "filter.metadata.k50", "more than the 50 conditions");
        var values = IntStream.range(0, 101).mapToObj(Integer::toString).collect(Collectors.joining(","));
        assertRefused("{'metadata.a': {'in': [" + values + "]}}", "filter.metadata.a.in", "1 to 100 values");
    }

    private static String nested(int levels) {
        return "{'NOT': ".repeat(levels) + "{'agent': 'a'}" + "}".repeat(levels);
    }

    private static void assertRefused(String filter, String place, String why) {
        assertThatThrownBy(() -> sql(filter)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.violations()).singleElement().satisfies(violation -> {
                assertThat(violation.field()).isEqualTo(place);
                assertThat(violation.message()).contains(why);
            });
        });
    }

    private static SqlFilter sql(String filter) {
        try {
            var json = JSON.readTree(
                    filter.replace("\\'", "\u0001").replace('\'', '"').replace('\u0001', '\''));
            return new SqlFilter(FilterReader.read(json, FIELDS), 10);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
