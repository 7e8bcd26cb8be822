package io.focusforge.orchestrator.upcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.orchestrator.upcast.Upcasters.Event;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class UpcastersTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void leadsOldVersionsToTheNewestStepByStep() {
        var all = new Upcasters(
                List.of(
                        step(
                                "x.v2",
                                "x.v3",
                                data -> data.put("title", data.remove("name").asText())),
                        step(
                                "x.v1",
                                "x.v2",
                                data -> data.put("name", data.remove("n").asText()))),
                JSON);
        assertThat(all.newest("x.v1", "{\"n\":\"Anna\"}")).isEqualTo(new Event("x.v3", "{\"title\":\"Anna\"}"));
        assertThat(all.newest("x.v2", "{\"name\":\"Anna\"}")).isEqualTo(new Event("x.v3", "{\"title\":\"Anna\"}"));
        assertThat(all.newest("x.v3", "{ }")).isEqualTo(new Event("x.v3", "{ }"));
        assertThat(Upcasters.version("io.focusforge.x.v12")).isEqualTo(12);
    }

    @Test
    void refusesStepsThatLeadNowhere() {
        var there = step("x.v1", "x.v2", data -> {});
        assertThatThrownBy(() -> new Upcasters(List.of(there, step("x.v2", "x.v1", data -> {})), JSON))
                .hasMessageContaining("circle");
        assertThatThrownBy(() -> new Upcasters(List.of(there, step("x.v1", "x.v3", data -> {})), JSON))
                .hasMessageContaining("two upcasters");
    }

    static Upcaster step(String from, String to, Consumer<ObjectNode> change) {
        return new Upcaster() {
            @Override
            public String from() {
                return from;
            }

            @Override
            public String to() {
                return to;
            }

            @Override
            public ObjectNode upcast(ObjectNode data) {
                change.accept(data);
                return data;
            }
        };
    }
}
