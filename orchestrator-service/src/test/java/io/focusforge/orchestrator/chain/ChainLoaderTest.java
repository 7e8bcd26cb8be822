package io.focusforge.orchestrator.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.orchestrator.definition.Step;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChainLoaderTest {
    private static final String GREET = """
            name: greet
            description: Greets.
            input: { type: object, required: [name] }
            steps:
              - { id: answer, type: prompt, prompt: "<name>{input.name}</name>", twin: focusforge-rules,
                  output: { type: object, required: [greeting] } }
            """;

    @Test
    void loadsWhatIsBuiltIn() {
        var chains = new ChainLoader(
                        file -> ChainLoaderTest.class.getClassLoader().getResourceAsStream("chains/" + file))
                .all();
        assertThat(chains).extracting(Chain::name).contains("task_analysis", "task_plan");
        assertThat(chains).allMatch(chain -> chain.prompt().twin().orElseThrow() instanceof Step.Twin.Rules);
    }

    @Test
    void takesTheOutputOfTheLastStep() {
        var chain = load("greet.v1.yaml", GREET);
        assertThat(chain.definition().output().source().at("/required/0").asText())
                .isEqualTo("greeting");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            other.v1.yaml | description: Greets. | description: Greets.
            greet.yaml    | description: Greets. | description: Greets.
            greet.v1.yaml | type: prompt         | type: prayer
            greet.v1.yaml | {input.name}         | {#if}
            greet.v1.yaml | type: object         | type: strange
            """)
    void refusesABrokenChainInOneLineThatNamesTheFile(String file, String part, String other) {
        assertThatThrownBy(() -> load(file, GREET.replace(part, other)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("The chain file chains/" + file + " is broken: ")
                .hasMessageNotContaining("\n");
    }

    private static Chain load(String file, String content) {
        var files = Map.of(file, content.getBytes(StandardCharsets.UTF_8));
        return new ChainLoader(name -> new ByteArrayInputStream(files.get(name))).load(file);
    }
}
