package io.focusforge.orchestrator.mcptool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.identity.Scopes;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file of tools, and where arguments go. */
class SuiteToolsTest {
    private static final Set<String> WORDS = Set.of(
            "type",
            "description",
            "enum",
            "items",
            "pattern",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "minItems",
            "maxItems");
    private final SuiteTools tools = new SuiteTools();

    @Test
    void saysOfEachToolWhatThereIsToSay() {
        assertThat(tools.all()).hasSize(14).allSatisfy(tool -> {
            assertThat(tool.description()).isNotBlank();
            assertThat(Scopes.isGrantable(tool.scope())).isTrue();
            var schema = tool.input().source();
            assertThat(schema.path("additionalProperties").isBoolean()).isTrue();
            schema.path("required")
                    .forEach(name -> assertThat(schema.path("properties").has(name.asText()))
                            .isTrue());
            tool.query().forEach(name -> assertThat(schema.path("properties").has(name))
                    .isTrue());
            schema.path("properties").forEach(field -> assertThat(field.fieldNames())
                    .toIterable()
                    .as(tool.name())
                    .isSubsetOf(WORDS));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "get_task | {\"id\":\"a/../b?c\"} | /api/v1/tasks/a%2F..%2Fb%3Fc | {}",
                "get_task | {\"id\":\"..\"} | /api/v1/tasks/%252E%252E | {}",
                "list_tasks | {\"q\":\"a&b\",\"limit\":3} | /api/v1/tasks?limit=3&q=a%26b | {}",
                "complete_task | {\"id\":\"x\",\"subtasks\":\"complete\",\"idempotencyKey\":\"k\"} | /api/v1/tasks/x/complete?subtasks=complete | {}",
                "start_chain | {\"chain\":\"c\",\"input\":{\"a\":1}} | /api/v1/chains/c/runs | {\"input\":{\"a\":1}}",
            })
    void putsArgumentsInTheirPlaces(String tool, String arguments, String path, String body) throws Exception {
        var json = (ObjectNode) new ObjectMapper().readTree(arguments);
        var request = ToolRequest.of(tools.find(tool).orElseThrow(), json, null);
        assertThat(request.path()).isEqualTo(path);
        assertThat(request.body()).hasToString(body);
    }
}
