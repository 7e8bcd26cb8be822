package io.focusforge.gateway.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Traffic traffic = new Traffic(meters);

    @Test
    void countsWhatTookLongerThanItShould() {
        record(Duration.ofMillis(200));
        record(Duration.ofMillis(201));
        record(Duration.ofSeconds(9));

        assertThat(count("focusforge.gateway.slow", "route", "tasks", "method", "GET"))
                .isEqualTo(2);
        assertThat(count("focusforge.gateway.answers", "route", "tasks", "method", "GET", "status", "2xx"))
                .isEqualTo(3);
    }

    @Test
    void whereNothingWasSlowThereIsAZeroToCountFrom() {
        record(Duration.ofMillis(1));

        assertThat(count("focusforge.gateway.slow", "route", "tasks", "method", "GET"))
                .isZero();
    }

    private void record(Duration time) {
        traffic.record(Route.TASKS, HttpMethod.GET, 200, time.toNanos());
    }

    private double count(String name, String... tags) {
        return meters.get(name).tags(tags).counter().count();
    }
}
