package io.focusforge.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LookedUpCluster CLUSTER = LookedUpCluster.get();

    @AfterEach
    void hide() {
        CLUSTER.hide();
    }

    @Test
    void areKeptOverUpgradesAndCompleted() {
        CLUSTER.show();
        var first = (ObjectNode)
                Chart.render("{redis: {mode: external, external: {streamsUrl: 'redis://r', password: false}}}")
                        .get("Secret", "-secrets");
        assertThat(first.path("data").has("redis-streams")).isFalse();
        CLUSTER.put(first);

        var second = Chart.render("{}").get("Secret", "-secrets").path("data");

        assertThat(first.path("data").properties())
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(second.get(entry.getKey())).isEqualTo(entry.getValue()));
        assertThat(second.has("redis-streams")).isTrue();
    }

    @Test
    void differBetweenInstallations() {
        assertThat(text("{}", "postgres-gateway"))
                .isNotEqualTo(text("{}", "postgres-gateway"))
                .hasSize(32);
    }

    @Test
    void signingKeysFitThePublicOnes() throws IOException, GeneralSecurityException {
        var data = Chart.render("{}").get("Secret", "-secrets").path("data");
        var all = JSON.readTree(decoded(data.get("keys.json"))).path("keys");
        assertThat(all).hasSize(5);
        for (var published : all) {
            assertThat(published.has("d")).isFalse();
            var own = JSON.readTree(decoded(data.get(published.path("kid").asText() + ".jwk")));
            assertThat(verifies(own, published)).isTrue();
        }
    }

    @Test
    void firstKeyLooksAsKeysLook() {
        assertThat(text("{}", "api-key")).matches("ff_[0-9a-f]{32}_[0-9A-Za-z]{43}");
    }

    @Test
    void ownSecretTakesTheirPlace() {
        CLUSTER.hide();
        var manifests = Chart.render("{secrets: {existing: mine}}");

        assertThat(manifests.of("Secret")).isEmpty();
        assertThat(manifests.pods().toString())
                .contains("\"secretName\":\"mine\"")
                .doesNotContain("focusforge-secrets");
    }

    @Test
    void jobDrawsWhatHelmWouldDraw() {
        var manifests = Chart.render("{secrets: {job: true}}");
        var drawn = Chart.render("{}").get("Secret", "-secrets").path("data");

        assertThat(manifests.of("Secret")).isEmpty();
        var pod = manifests
                .of("Job")
                .map(job -> job.at("/spec/template"))
                .filter(template -> Edge.component(template).equals("secrets"))
                .findFirst()
                .orElseThrow();
        PodsTest.meetsTheRestrictedStandard(pod);
        var passwords =
                Manifests.variable(pod.at("/spec/containers/0"), "PASSWORDS").orElseThrow();
        assertThat(drawn.properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(key -> !key.endsWith(".jwk") && !key.equals("keys.json") && !key.equals("api-key")))
                .containsExactlyInAnyOrder(passwords.split(","));
        assertThat(manifests.get("Role", "-secrets").path("rules").toString())
                .contains("\"resourceNames\":[\"ff-focusforge-secrets\"]")
                .doesNotContain("list", "delete", "*");
    }

    @Test
    void ownSecretWithoutAKeyIsRefused() {
        CLUSTER.show();

        assertThatThrownBy(() -> Chart.render("{secrets: {existing: mine}}"))
                .hasMessageContaining("the Secret mine has no key postgres-gateway, or is not there");
    }

    @Test
    void keysOfModelsThatAreNotThereAreRefused() {
        CLUSTER.show();

        assertThatThrownBy(() -> Chart.render("{models: {secret: model-keys}}"))
                .hasMessageContaining("models.secret: the Secret model-keys is not there");
        var keys = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Secret");
        keys.putObject("metadata").put("name", "model-keys");
        CLUSTER.put(keys);
        assertThat(Chart.render("{models: {secret: model-keys}}")
                        .get("Deployment", "-ai")
                        .toString())
                .contains("{\"secretRef\":{\"name\":\"model-keys\"}}");
    }

    @Test
    void passwordsOfOthersAreTakenFromTheirSecret() {
        var manifests = Chart.render(EveryValueTest.ALL_ON);

        assertThat(manifests.get("Deployment", "-memory").toString())
                .contains(
                        "{\"name\":\"theirs\",\"key\":\"mongodb-password\"}",
                        "{\"name\":\"ff-focusforge-secrets\",\"key\":\"postgres-memory\"}");
    }

    @Test
    void clustersWithoutWhatIsAskedForAreRefused() {
        CLUSTER.show();

        assertThatThrownBy(() -> Chart.render("{workers: {ai: {autoscaling: {mode: keda, minReplicas: 0}}}}"))
                .hasMessageContaining("this cluster has no KEDA");
        assertThatThrownBy(() -> Chart.render("{httpRoute: {enabled: true, parentRefs: [{name: g}]}}"))
                .hasMessageContaining("this cluster has no Gateway API");
        assertThatThrownBy(() -> Chart.render("{monitoring: {rules: true}}"))
                .hasMessageContaining("this cluster has no Prometheus Operator");
        assertThatThrownBy(() -> Chart.render("{postgres: {mode: cloudnative-pg}}"))
                .hasMessageContaining("this cluster has no CloudNativePG");
    }

    private static String text(String values, String key) {
        return decoded(
                Chart.render(values).get("Secret", "-secrets").path("data").path(key));
    }

    private static String decoded(JsonNode value) {
        return new String(Base64.getDecoder().decode(value.asText()), StandardCharsets.UTF_8);
    }

    private static boolean verifies(JsonNode own, JsonNode published) throws GeneralSecurityException {
        var keys = KeyFactory.getInstance("Ed25519");
        var url = Base64.getUrlDecoder();
        var signer = Signature.getInstance("Ed25519");
        signer.initSign(keys.generatePrivate(new EdECPrivateKeySpec(
                NamedParameterSpec.ED25519, url.decode(own.path("d").asText()))));
        signer.update(new byte[] {1, 2, 3});
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(publicKey(keys, url.decode(published.path("x").asText())));
        verifier.update(new byte[] {1, 2, 3});
        return verifier.verify(signer.sign());
    }

    // RFC 8032: y in little-endian order, and in its last bit whether x is odd
    private static PublicKey publicKey(KeyFactory keys, byte[] encoded) throws GeneralSecurityException {
        var bigEndian = new byte[encoded.length];
        for (var i = 0; i < encoded.length; i++) {
            bigEndian[i] = encoded[encoded.length - 1 - i];
        }
        var odd = (bigEndian[0] & 0x80) != 0;
        bigEndian[0] &= 0x7F;
        return keys.generatePublic(
                new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, bigEndian))));
    }
}
