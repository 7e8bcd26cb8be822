package io.focusforge.ai.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SemanticCacheTest {
    private static final String ASKED = request("When is the board meeting in november this year?");
    private static final String ALIKE = request("When in november is the board meeting this year?!");

    private final Client ada = Client.any();
    private Replicas replicas;
    private ModelCache one;
    private ModelCache other;

    @BeforeEach
    void start() throws Exception {
        replicas = new Replicas();
        var settings = Map.of("enabled", "true", "semantic.threshold", "0.97", "semantic.questions", "3");
        one = replicas.start(settings);
        other = replicas.start(settings);
        ada.ask(one, ASKED, () -> "on the 12th");
        await().atMost(Duration.ofSeconds(30)).until(() -> status(ada, other, ALIKE) == CacheStatus.SEMANTIC);
    }

    @AfterEach
    void stop() throws Exception {
        replicas.close();
    }

    @Test
    void answersWhatMeansTheSameAtEveryReplica() {
        assertThat(ada.ask(one, ALIKE, () -> "not asked")).isEqualTo("on the 12th");
        assertThat(ada.ask(other, ALIKE, () -> "not asked")).isEqualTo("on the 12th");
        assertThat(status(ada, one, request("When is the board meeting in december this year?")))
                .isEqualTo(CacheStatus.MISS);
    }

    @Test
    void aPerfectMatchOfAnotherTenantMisses() {
        for (var stranger :
                new Client[] {Client.any(), new Client(UUID.randomUUID(), ada.user(), null), ada.colleague()}) {
            assertThat(status(stranger, one, ASKED)).isEqualTo(CacheStatus.MISS);
            assertThat(status(stranger, one, ALIKE)).isEqualTo(CacheStatus.MISS);
            assertThat(status(stranger, other, ALIKE)).isEqualTo(CacheStatus.MISS);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"model\":\"m\"|\"model\":\"n\"",
                "\"temperature\":0|\"temperature\":1",
                "You are terse|You are wordy",
                "\"semantic\":true|\"semantic\":true,\"namespace\":\"x\"",
                "\"semantic\":true|\"semantic\":false",
                "\"model\"|\"stream\":true,\"model\"",
                "\"role\":\"user\"|\"role\":\"user\",\"name\":\"bob\""
            })
    void everythingElseHasToBeEqual(String change) {
        var parts = change.split("\\|");
        var changed = ALIKE.replace(parts[0], parts[1]);
        assertThat(changed).isNotEqualTo(ALIKE);
        assertThat(status(ada, one, changed)).isEqualTo(CacheStatus.MISS);
    }

    @Test
    void comparesWithTheNewestQuestionsOnly() {
        for (var word : new String[] {"alpha", "beta", "gamma"}) {
            ada.ask(one, request(word.repeat(3)), () -> word);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> status(ada, other, request(word.repeat(3) + "!")) == CacheStatus.SEMANTIC);
        }
        assertThat(status(ada, one, ALIKE)).isEqualTo(CacheStatus.MISS);
        assertThat(status(ada, other, ALIKE)).isEqualTo(CacheStatus.MISS);
    }

    @Test
    void aDroppedNamespaceIsNotFoundByMeaning() {
        one.drop(new Pool.Namespace(ada.tenant(), "default"));
        assertThat(status(ada, one, ALIKE)).isEqualTo(CacheStatus.MISS);
        await().until(() -> status(ada, other, ALIKE) == CacheStatus.MISS);
    }

    private static CacheStatus status(Client client, ModelCache cache, String request) {
        var found = client.look(cache, request);
        if (found instanceof Lookup.Miss miss) {
            miss.recording().close();
        }
        return found.status();
    }

    private static String request(String question) {
        return """
                {"model":"m","temperature":0,"cache":{"semantic":true},"messages":[{"role":"system","content":"You are terse"},\
                {"role":"user","content":"%s"}]}""".formatted(question);
    }
}
