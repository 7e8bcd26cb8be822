package io.focusforge.orchestrator.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StepKeyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UUID TENANT = UUID.randomUUID();
    private static final UUID USER = UUID.randomUUID();

    private static StepKey key(String input) throws JsonProcessingException {
        return StepKey.of(TENANT, USER, "chain/1", "say", Map.of("input", read(input)));
    }

    private static JsonNode read(String json) throws JsonProcessingException {
        return JSON.readTree(json);
    }

    @Test
    void isTheSameForTheSameInputHoweverItIsWritten() throws Exception {
        assertThat(key("{\"a\": 1.0, \"b\": [\"x\", null]}")).isEqualTo(key("{\"b\":[\"x\",null],\"a\":1}"));
        assertThat(key("{\"a\":1}")).isNotEqualTo(key("{\"a\":\"1\"}"));
        assertThat(key("[1,2]")).isNotEqualTo(key("[2,1]"));
    }

    @Test
    void isAnotherForAnotherTenantUserVersionOrStep() throws Exception {
        var input = Map.of("input", read("{}"));
        var keys = new StepKey[] {
            StepKey.of(TENANT, USER, "chain/1", "say", input),
            StepKey.of(UUID.randomUUID(), USER, "chain/1", "say", input),
            StepKey.of(TENANT, UUID.randomUUID(), "chain/1", "say", input),
            StepKey.of(TENANT, null, "chain/1", "say", input),
            StepKey.of(TENANT, USER, "chain/2", "say", input),
            StepKey.of(TENANT, USER, "chain/1", "think", input),
        };
        assertThat(keys).doesNotHaveDuplicates().extracting(StepKey::redis).doesNotHaveDuplicates();
    }
}
