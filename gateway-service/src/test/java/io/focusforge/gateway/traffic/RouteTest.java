package io.focusforge.gateway.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {
    @ParameterizedTest
    @CsvSource({
        "/api/v1/conversations, CONVERSATIONS",
        "/api/v1/conversations/1/messages, CONVERSATIONS",
        "/api/v1/conversations/answers, CONVERSATIONS",
        "/api/v1/conversations/1/answersheets, CONVERSATIONS",
        "/api/v1/conversations/1/messages/answers, CONVERSATIONS",
        "/api/v1/conversations/1/answers, ANSWERS",
        "/api/v1/conversations/1/answers/2/events, ANSWERS",
        "/api/v1/answers, ANSWERS"
    })
    void tellsAnswersFromTheConversationsThatTheyAreIn(String path, Route route) {
        assertThat(Route.of(path)).isEqualTo(route);
    }
}
