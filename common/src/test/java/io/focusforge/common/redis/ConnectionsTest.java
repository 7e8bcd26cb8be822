package io.focusforge.common.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.io.IOException;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionsTest {
    /** Of one service: limits, breakers and answers of ai-service, and two more. */
    private static final int MOST_PARTS = 5;

    @ParameterizedTest
    @ValueSource(strings = {"cache", "streams"})
    void areEnoughForAllPartsOfAServiceThatHoldThemOnAMachineOfAnySize(String use) throws IOException {
        assertThat(setting(use, "max-pool-size")).isGreaterThanOrEqualTo(MOST_PARTS * RedisLines.MAX_LINES);
    }

    @ParameterizedTest
    @CsvSource({"cache, SENTINEL", "cache, CLUSTER", "streams, SENTINEL", "streams, CLUSTER"})
    void areSuchThatClientsOfEveryTypeCanBeMade(String use, RedisClientType type) throws IOException {
        var vertx = Vertx.vertx();
        var options = new RedisOptions()
                .setType(type)
                .setMaxPoolSize(setting(use, "max-pool-size"))
                .setMaxPoolWaiting(setting(use, "max-pool-waiting"));
        assertThatCode(() -> Redis.createClient(vertx, options).close()).doesNotThrowAnyException();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static int setting(String use, String name) throws IOException {
        var properties = new Properties();
        try (var in = RedisLines.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
            properties.load(in);
        }
        return Integer.parseInt(properties.getProperty("quarkus.redis.%s.%s".formatted(use, name)));
    }
}
