package io.focusforge.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class ExportedNumbersTest {
    private final ExportedNumbers numbers = new ExportedNumbers(3);

    private void read(int... given) {
        for (var number : given) {
            numbers.read(
                    new JsonObject().put("text", ExportedNumbers.text(number)).encode());
        }
    }

    @Test
    void takesEachOnceForComplete() {
        read(2, 0, 1);
        numbers.read("{\"text\": \"another\"}");
        numbers.read("{\"count\": 4}");
        assertThatCode(numbers::requireComplete).doesNotThrowAnyException();
        assertThat(numbers.read()).isEqualTo(4);
    }

    @Test
    void refusesOneThatIsMissingOrThereTwice() {
        read(0, 1, 1);
        numbers.read("{\"count\": 3}");
        assertThatThrownBy(numbers::requireComplete)
                .hasMessage("2 of 3 memories came out, 1 of them twice; 3 lines, told of 3");
    }

    @Test
    void refusesAStreamThatWasCut() {
        read(0, 1, 2);
        assertThatThrownBy(numbers::requireComplete).isInstanceOf(IllegalStateException.class);
    }
}
