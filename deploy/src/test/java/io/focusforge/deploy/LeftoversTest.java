package io.focusforge.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an installation leaves behind, and what the next one says to it. */
class LeftoversTest {
    private static final LookedUpCluster CLUSTER = LookedUpCluster.get();
    private static final String GONE = "{uninstall: {keepData: false}}";

    @AfterEach
    void hide() {
        CLUSTER.hide();
    }

    @Test
    void dataAndPasswordsStayUnlessToldOtherwise() {
        assertThat(kept(Chart.render("{}"))).containsExactlyInAnyOrder("Secret", "PersistentVolumeClaim");
        assertThat(Chart.render("{}").of("StatefulSet"))
                .allMatch(set -> !set.path("spec").has("persistentVolumeClaimRetentionPolicy"));
        assertThat(kept(Chart.render("{postgres: {mode: cloudnative-pg}}"))).contains("Cluster");
    }

    @Test
    void everythingGoesWhenToldToButNotWithFewerMembers() {
        var manifests = Chart.render(GONE);
        assertThat(kept(manifests)).isEmpty();
        assertThat(manifests.of("StatefulSet")).hasSize(4).allSatisfy(set -> assertThat(
                        set.at("/spec/persistentVolumeClaimRetentionPolicy").toString())
                .isEqualTo("{\"whenDeleted\":\"Delete\",\"whenScaled\":\"Retain\"}"));
        assertThat(kept(Chart.render("{uninstall: {keepData: false}, postgres: {mode: cloudnative-pg}}")))
                .isEmpty();
    }

    @Test
    void notesOfAPostgresWhoseDataIsGoneAreRefused() {
        CLUSTER.show();
        CLUSTER.putConfigMap(notes());

        assertThatThrownBy(() -> Chart.render("{}"))
                .hasMessageContaining("whose data is gone")
                .hasMessageContaining(
                        "kubectl --namespace test delete configmap --ignore-not-found ff-focusforge-postgres-config");
        assertThatCode(() -> Chart.render("{postgres: {mode: external, external: {host: db}}}"))
                .doesNotThrowAnyException();
    }

    @Test
    void notesOfAPostgresWhoseDataIsThereAreTaken() {
        CLUSTER.show();
        CLUSTER.putConfigMap(notes());
        CLUSTER.putClaim(object("data-ff-focusforge-postgres-1"));

        assertThatCode(() -> Chart.render("{}")).doesNotThrowAnyException();
    }

    private static ObjectNode notes() {
        var notes = object("ff-focusforge-postgres-config");
        ((ObjectNode) notes.path("metadata")).putObject("annotations").put("initialize", "7577");
        return notes;
    }

    private static ObjectNode object(String name) {
        var object = JsonNodeFactory.instance.objectNode();
        object.putObject("metadata").put("name", name);
        return object;
    }

    private static Set<String> kept(Manifests manifests) {
        return manifests.all().stream()
                .filter(object -> object.at("/metadata/annotations/helm.sh~1resource-policy")
                        .asText()
                        .equals("keep"))
                .map(object -> object.path("kind"))
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }
}
