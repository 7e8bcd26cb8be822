package io.focusforge.orchestrator.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Bounds SMALL = new Bounds(Duration.ofSeconds(2), 100_000, 100);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            $input.a + 1                                    | 3
            input.list[n > 1].n                             | [2,3]
            $sum(input.list.n) / 2                          | 3
            { "x": $steps.found.text & "!" }                | {"x":"hit!"}
            (input.list.{ "n": n, "of": $input.a })[0]      | {"n":1,"of":2}
            $exists(input.nothing) ? 1 : "none"             | "none"
            input.nothing                                   | null
            $map([1..3], function($v) { $v * 2 })           | [2,4,6]
            $replace("a/b", "/", "-")                       | "a-b"
            """)
    void computes(String expression, String expected) throws Exception {
        assertThat(Expression.parse(expression).evaluate(scope())).isEqualTo(JSON.readTree(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "($f := function() { $f() }; $f())",
                "($f := function($n) { $n + $f($n + 1) }; $f(1))",
                "[1..9999999].{'x': $}",
                "[0..9999999]",
                "($d := function($s, $n) { $n = 0 ? $s : $d($s & $s, $n - 1) }; $d('xxxxxxxx', 40))",
                "($d := function($a, $n) { $n = 0 ? $a : $d([$a, $a], $n - 1) }; $string($d([1], 40)))",
                "($d := function($a, $n) { $n = 0 ? $a : $d($append($a, $a), $n - 1) }; $count($d([1], 40)))",
                "$map([1..99999], function($v) { $map([1..99999], function($w) { $w }) })",
                "function($x) { $x }",
                "($e := $eval; $e('1'))",
                "$number('no number')",
            })
    void stopsWhatRunsOrGrowsWithoutBound(String expression) {
        assertThatThrownBy(() -> Expression.parse(expression).evaluate(scope(), SMALL))
                .isInstanceOf(ExpressionException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$input.",
                "(",
                "",
                "$eval('1')",
                "$pad('x', 2000000000)",
                "$match(input.text, /(a+)+$/)",
                "input.text ~> $contains(/(a|aa)+$/)",
                "true and /a/"
            })
    void refusesWhatCannotBeReadOrIsNotRunHere(String expression) {
        assertThatThrownBy(() -> Expression.parse(expression)).isInstanceOf(ExpressionException.class);
    }

    @Test
    void saysWhatItRefersTo() {
        var expression =
                Expression.parse("/* steps.f */ $steps.a.x & steps.b & $$.steps.`c` & $input.steps.d & 'steps.e'");
        assertThat(expression.steps()).containsExactly("a", "b", "c");
        assertThat(Expression.parse("$steps.a.items").path()).containsExactly("steps", "a", "items");
        assertThat(Expression.parse("$steps.a.items[0]").path()).isEmpty();
        assertThat(Expression.parse("{ \"t\": $input.x, \"u\": $f(1, {\"a\": 2}) }")
                        .fields())
                .containsOnlyKeys("t", "u")
                .containsEntry("t", java.util.List.of("input", "x"));
    }

    private static Map<String, JsonNode> scope() throws Exception {
        return Map.of(
                "input", JSON.readTree("{\"a\":2,\"list\":[{\"n\":1},{\"n\":2},{\"n\":3}],\"text\":\"aaaa\"}"),
                "steps", JSON.readTree("{\"found\":{\"text\":\"hit\"}}"));
    }
}
