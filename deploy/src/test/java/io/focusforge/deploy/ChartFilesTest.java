package io.focusforge.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartFilesTest {
    private static final List<Value> VALUES = ValuesFile.read(Chart.DIRECTORY.resolve("values.yaml"));

    @Test
    void schemaIsUpToDate() throws IOException {
        var json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        isUpToDate(
                Chart.DIRECTORY.resolve("values.schema.json"),
                json.writeValueAsString(new ValuesSchema(VALUES).schema()) + "\n");
    }

    @Test
    void pageIsUpToDate() throws IOException {
        isUpToDate(Chart.DIRECTORY.resolve("README.md"), ValuesTable.page(VALUES));
    }

    @Test
    void everyValueSaysWhatItMeans() {
        assertThat(VALUES.stream()
                        .filter(value -> !value.is("worker") && !value.path().equals("services"))
                        .flatMap(Value::leaves))
                .allSatisfy(value ->
                        assertThat(value.description()).as(value.path()).isNotBlank());
    }

    @Test
    void lintFindsNothing() {
        var lint = new Helm(Chart.DIRECTORY).lint().strict().call();

        assertThat(lint.getMessages())
                .noneMatch(message -> message.contains("[ERROR]") || message.contains("[WARNING]"));
        assertThat(lint.isFailed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"roles.sql", "database.sql"})
    void databasesAreMadeAsOnOneMachine(String file) {
        assertThat(Chart.DIRECTORY.resolve("files").resolve(file))
                .hasSameTextualContentAs(
                        Chart.ROOT.resolve("local/src/main/resources/provision").resolve(file));
    }

    static void isUpToDate(Path file, String content) throws IOException {
        if (Boolean.getBoolean("focusforge.docs.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        }
        assertThat(file).content().isEqualTo(content);
    }
}
