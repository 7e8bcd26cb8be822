package io.focusforge.common.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionsTest {
    /** Of one service: limits, breakers and answers of ai-service, and two more. */
    private static final int MOST_PARTS = 5;

    @ParameterizedTest
    @ValueSource(strings = {"cache", "streams"})
    void areEnoughForAllPartsOfAServiceThatHoldThemOnAMachineOfAnySize(String use) throws IOException {
        var properties = new Properties();
        try (var in = RedisLines.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
            properties.load(in);
        }
        assertThat(Integer.parseInt(properties.getProperty("quarkus.redis.%s.max-pool-size".formatted(use))))
                .isGreaterThanOrEqualTo(MOST_PARTS * RedisLines.MAX_LINES);
    }
}
