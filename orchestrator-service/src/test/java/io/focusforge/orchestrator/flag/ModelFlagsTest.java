package io.focusforge.orchestrator.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithNeighbours
class ModelFlagsTest {
    private static final String FLAG = """
            {"variants": {"as-named": "default", "new": "better"}, "defaultVariant": "as-named",
             "rules": [{"percentage": 50, "variant": "new"}]}""";

    private final User admin = User.fresh();

    @Inject
    ModelFlags models;

    private void put() {
        admin.with(Scopes.FLAGS_ADMIN)
                .contentType(ContentType.JSON)
                .body(FLAG)
                .put("/api/v1/flags/model.default")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse get() {
        return admin.with(Scopes.FLAGS_ADMIN)
                .get("/api/v1/flags/model.default")
                .then()
                .statusCode(200);
    }

    private ModelFlags.Chosen choose() {
        return models.choose(new Caller(admin.tenant(), User.fresh().id(), Set.of(), null), "default");
    }

    /** So many answers of one model. */
    private void answers(String model, int number, boolean failed) {
        Stream.generate(this::choose)
                .filter(chosen -> chosen.model().equals(model))
                .limit(number)
                .forEach(chosen -> models.count(chosen, failed));
    }

    @Test
    void aModelThatFailsClearlyMoreOftenLosesItsShare() {
        put();
        answers("default", ErrorRise.FEWEST, false);
        answers("better", ErrorRise.FEWEST, true);
        await().untilAsserted(() -> get().body("rolledBack.variant", equalTo("new")));
        get().body("rules", hasSize(0))
                .body("rolledBack.reason", containsString("Variant new failed in 20 of 20 answers"))
                .body("answers.new.failed", equalTo(ErrorRise.FEWEST))
                .body("answers.'as-named'.succeeded", equalTo(ErrorRise.FEWEST));
        await().untilAsserted(() -> assertThat(Stream.generate(this::choose).limit(30))
                .extracting(ModelFlags.Chosen::model)
                .containsOnly("default"));

        put();
        get().body("rules", hasSize(1)).body("rolledBack", nullValue()).body("answers", nullValue());
    }

    @Test
    void aModelThatFailsAsOftenKeepsIt() {
        put();
        answers("default", ErrorRise.FEWEST, true);
        answers("better", ErrorRise.FEWEST, true);
        await().untilAsserted(() -> get().body("answers.new.failed", equalTo(ErrorRise.FEWEST))
                .body("answers.'as-named'.failed", equalTo(ErrorRise.FEWEST)));
        get().body("rules", hasSize(1)).body("rolledBack", nullValue());
    }

    @Test
    void answersForAFlagThatWasChangedSinceCountForNothing() {
        put();
        var before = choose();
        put();
        models.count(before, true);
        answers("better", 1, false);
        await().untilAsserted(() -> get().body("answers.new.succeeded", equalTo(1)));
        get().body("answers.new.failed", equalTo(0)).body("answers.'as-named'", nullValue());
    }

    @Test
    void whatNoFlagNamesIsAskedAsItIsNamed() {
        assertThat(choose()).isEqualTo(new ModelFlags.Chosen("default", java.util.Optional.empty()));
    }
}
