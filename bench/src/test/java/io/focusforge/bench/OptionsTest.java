package io.focusforge.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.bench.gateway.GatewayOptions;
import io.focusforge.bench.jobs.JobsOptions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void whatIsNotGivenIsAsInTheDocumentation() {
        assertThat(JobsOptions.of(Options.of(List.of()))).isEqualTo(new JobsOptions(5, 50_000, false));
        assertThat(JobsOptions.of(Options.of(List.of("--jobs", "100", "--million", "--rounds", "1"))))
                .isEqualTo(new JobsOptions(1, 100, true));
    }

    @Test
    void whatIsNotGivenForTheGatewayIsAsInTheDocumentation() {
        assertThat(GatewayOptions.of(Options.of(List.of())))
                .isEqualTo(new GatewayOptions(Set.of(), 5, Duration.ofSeconds(5), 10_000));
        assertThat(GatewayOptions.of(Options.of(
                        List.of("--seconds", "1", "--connections", "300", "--rounds", "2", "--only", "overload"))))
                .isEqualTo(new GatewayOptions(Set.of("overload"), 2, Duration.ofSeconds(1), 300));
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        refuses("there is no option --fast", "--fast");
        refuses("--rounds needs a value", "--rounds");
        refuses("--rounds must be more than 0", "--rounds", "0");
        refuses("--jobs must be a number", "--jobs", "many");
    }

    private static void refuses(String message, String... words) {
        assertThatThrownBy(() -> JobsOptions.of(Options.of(List.of(words)))).hasMessage(message);
    }
}
