package io.focusforge.gateway.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/** How one service is. {@code latencyMs} is absent when it did not answer. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ServiceHealth(State status, Long latencyMs) {
    private static final int OK = 200;

    static ServiceHealth of(Optional<ManagementClient.Answer> answer) {
        return answer.map(given -> new ServiceHealth(State.up(given.status() == OK), given.latencyMillis()))
                .orElseGet(() -> new ServiceHealth(State.DOWN, null));
    }

    boolean isUp() {
        return status == State.UP;
    }
}
