package io.focusforge.bench.natives;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.bench.load.RunningStack;
import io.focusforge.local.server.Service;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MainCallTest {
    private static final RunningStack STACK = new RunningStack("http://localhost", "key", List.of("key"), Map.of());

    @ParameterizedTest
    @EnumSource(value = Service.class, mode = EnumSource.Mode.EXCLUDE, names = "GATEWAY")
    void noTwoCallsAreAlike(Service service) {
        var calls = MainCall.of(service, STACK, "task").calls();
        assertThat(calls.apply(1).body()).isNotEqualTo(calls.apply(2).body());
        assertThat(calls.apply(1).authorization()).isEqualTo("Bearer key");
    }
}
