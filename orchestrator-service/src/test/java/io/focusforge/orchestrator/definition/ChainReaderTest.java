package io.focusforge.orchestrator.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.problem.Violation;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChainReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEAD = """
            name: demo
            input: { type: object, properties: { text: { type: string }, list: { type: array } }, additionalProperties: false }
            output: { type: object }
            steps:
            """;

    @Test
    void readsEveryTypeOfStep() {
        var chain = read("""
                  - { id: hits, type: search, query: $input.text, limit: 3, cache: { ttl: PT1M, forget: [io.focusforge.document.ready.v1] } }
                  - { id: past, type: recall, query: $input.text, timeout: PT2S, retry: { attempts: 5, backoff: PT1S } }
                  - { id: page, type: http, method: POST, url: '"https://example.org/" & $input.text', headers: { X-Kind: '"a"' }, body: '{ "t": $input.text }' }
                  - { id: few, type: transform, expression: '$steps.hits.items[0]', cache: { ttl: PT1H, scope: tenant } }
                  - id: both
                    type: parallel
                    steps:
                      - { id: one, type: transform, expression: $steps.few }
                      - { id: two, type: transform, expression: '2' }
                  - id: way
                    type: branch
                    cases: [ { when: $steps.both.two = 2, steps: [ { id: in_case, type: transform, expression: '1' } ] } ]
                    otherwise: { steps: [ { id: else_case, type: transform, expression: $steps.past } ] }
                  - id: each
                    type: map
                    over: $input.list
                    concurrency: 2
                    steps: [ { id: item_prompt, type: prompt, prompt: 'Say {item} of {steps.page.body}', output: { type: object } } ]
                  - { id: other, type: chain, chain: helper, input: '{ "text": $input.text }' }
                  - { id: may, type: approve, right: tasks:write, message: '"Go on?"' }
                  - { id: rest, type: wait, for: PT1H, needs: [may] }
                  - { id: end, type: transform, expression: '{ "done": true }', needs: [rest, each, way, other] }
                """);
        assertThat(chain.steps().map(Step::id)).hasSize(16);
        assertThat(needs(chain, "each")).as("what steps within need").containsExactly("page");
        assertThat(needs(chain, "way")).containsExactlyInAnyOrder("both", "past");
        assertThat(chain.foreign())
                .contains("hits", "past", "page", "few", "both", "way", "other")
                .doesNotContain("may", "item_prompt");
        assertThat(chain.isForeign("steps.few")).isTrue();
        assertThat(chain.isForeign("input.text")).isFalse();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                bad(
                        "a cycle",
                        "- { id: a, type: transform, expression: $steps.b }\n  - { id: b, type: transform, expression: $steps.a }",
                        "/steps/0",
                        "line 5: is part of a cycle: a → b → a"),
                bad(
                        "an unknown step",
                        "- { id: a, type: transform, expression: $steps.b }",
                        "/steps/0",
                        "needs the step 'b', which there is not"),
                bad(
                        "a step within another",
                        "- { id: a, type: parallel, steps: [ { id: b, type: transform, expression: '1' } ] }\n  - { id: c, type: transform, expression: $steps.b }",
                        "/steps/1",
                        "line 6: needs the step 'b', which is within another one"),
                bad(
                        "one id twice",
                        "- { id: a, type: transform, expression: '1' }\n  - { id: a, type: transform, expression: '1' }",
                        "/steps/1/id",
                        "two steps 'a'"),
                bad("an unknown type", "- { id: a, type: loop }", "/steps/0/type", "must be prompt"),
                bad(
                        "an unknown field",
                        "- { id: a, type: transform, expression: '1', colour: red }",
                        "/steps/0/colour",
                        "is no field"),
                bad(
                        "an expression that cannot be read",
                        "- { id: a, type: transform, expression: '1 +' }",
                        "/steps/0/expression",
                        "line 5"),
                bad(
                        "a regular expression",
                        "- { id: a, type: transform, expression: '$contains($input.text, /a+/)' }",
                        "/steps/0/expression",
                        "regular expression"),
                bad(
                        "a template that cannot be read",
                        "- { id: a, type: prompt, prompt: '{#if}', output: {} }",
                        "/steps/0/prompt",
                        "line 5"),
                bad(
                        "an unknown section of a template",
                        "- { id: a, type: prompt, prompt: '{#include other /}', output: {} }",
                        "/steps/0/prompt",
                        "line 5"),
                bad(
                        "a prompt without a schema",
                        "- { id: a, type: prompt, prompt: 'x' }",
                        "/steps/0",
                        "lacks 'output'"),
                bad(
                        "a schema that is none",
                        "- { id: a, type: prompt, prompt: 'x', output: { type: strange } }",
                        "/steps/0/output",
                        "is no JSON schema"),
                bad(
                        "a schema from elsewhere",
                        "- { id: a, type: prompt, prompt: 'x', output: { $ref: 'http://127.0.0.1/x' } }",
                        "/steps/0/output",
                        "nothing outside itself"),
                bad(
                        "an unknown field of the input",
                        "- { id: a, type: search, query: $input.question }",
                        "/steps/0/query",
                        "there is no 'question'"),
                bad(
                        "a list that is none",
                        "- { id: a, type: map, over: $input.text, steps: [ { id: b, type: transform, expression: '1' } ] }",
                        "/steps/0/over",
                        "gives string where this takes array"),
                bad(
                        "a text that is none",
                        "- { id: a, type: search, query: $input.list }",
                        "/steps/0/query",
                        "gives array where this takes string"),
                bad(
                        "a result of no such field",
                        "- { id: a, type: search, query: $input.text }\n  - { id: b, type: transform, expression: $steps.a.hits }",
                        "/steps/1/expression",
                        "there is no 'hits'"),
                bad(
                        "an output of another type",
                        "- { id: a, type: map, over: $input.list, steps: [ { id: b, type: transform, expression: '1' } ] }",
                        "/steps/0",
                        "gives array where the chain's output takes object"),
                bad(
                        "an unknown chain",
                        "- { id: a, type: chain, chain: nobody, input: '{}' }",
                        "/steps/0/chain",
                        "that there is not"),
                bad("itself", "- { id: a, type: chain, chain: demo, input: '{}' }", "/steps/0/chain", "itself"),
                bad(
                        "too little for another chain",
                        "- { id: a, type: chain, chain: helper, input: '{ \"more\": 1 }' }",
                        "/steps/0/input",
                        "lacks 'text'"),
                bad(
                        "the wrong for another chain",
                        "- { id: a, type: chain, chain: helper, input: '{ \"text\": $input.list }' }",
                        "/steps/0/input",
                        "gives array where this takes string"),
                bad("too long a wait", "- { id: a, type: wait, for: P400D }", "/steps/0/for", "at most"),
                bad(
                        "an event that is none",
                        "- { id: a, type: wait, on: Task! }",
                        "/steps/0/on",
                        "a type of events such as task.completed.v1"),
                bad(
                        "a subject of no event",
                        "- { id: a, type: wait, for: PT1S, subject: $input.text }",
                        "/steps/0",
                        "only with 'on'"),
                bad(
                        "a subject that is no text",
                        "- { id: a, type: wait, on: task.*, subject: $input.list }",
                        "/steps/0/subject",
                        "gives array where this takes string"),
                bad(
                        "a right that is none",
                        "- { id: a, type: approve, right: all }",
                        "/steps/0/right",
                        "must be a scope"),
                bad("no wait at all", "- { id: a, type: wait }", "/steps/0", "one of"),
                bad("no steps", "[]", "/steps", "must hold a step"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void refusesAndNamesThePlace(String what, String steps, String field, String message) {
        var problem = catchThrowableOfType(ProblemException.class, () -> read("  " + steps + "\n"));
        assertThat(problem).isNotNull();
        assertThat(problem.violations())
                .as("%s", problem.violations())
                .anyMatch(violation ->
                        violation.field().equals(field) && violation.message().contains(message));
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        var problem = catchThrowableOfType(
                ProblemException.class, () -> ChainReader.read("steps: [ { type: search } ]", OtherChains.NONE));
        assertThat(problem.violations())
                .extracting(Violation::message)
                .contains(
                        "line 1: lacks 'name'",
                        "line 1: lacks 'input'",
                        "line 1: lacks 'output'",
                        "line 1: lacks 'id'",
                        "line 1: lacks 'query'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: &x [1, 1]\nb: *x",
                "name: [",
                "{\"name\": 1, \"name\": 2}",
                "{\"name\": 1} more",
                "\"text\"",
                "",
                "- 1",
                "name: demo\nname: demo"
            })
    void refusesWhatIsNoFile(String text) {
        assertThatThrownBy(() -> ChainReader.read(text, OtherChains.NONE)).isInstanceOf(ProblemException.class);
    }

    @Test
    void refusesWhatIsNestedOrRepeatedWithoutEnd() {
        assertThatThrownBy(() -> ChainReader.read("[".repeat(50_000), OtherChains.NONE))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> read("  - { id: a, type: transform, expression: '1' }\n".repeat(101)))
                .isInstanceOf(ProblemException.class);
    }

    private static Arguments bad(String what, String steps, String field, String message) {
        return Arguments.of(what, steps, field, message);
    }

    private static ChainDefinition read(String steps) {
        return ChainReader.read(
                HEAD + steps, (name, version) -> name.equals("helper") ? Optional.of(helper()) : Optional.empty());
    }

    private static OtherChains.Face helper() {
        var input = JSON.createObjectNode().put("type", "object");
        input.putObject("properties").putObject("text").put("type", "string");
        input.putArray("required").add("text");
        return new OtherChains.Face(3, input, JSON.createObjectNode().put("type", "object"), 1);
    }

    private static java.util.Set<String> needs(ChainDefinition chain, String id) {
        return chain.steps()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow()
                .common()
                .needs();
    }
}
