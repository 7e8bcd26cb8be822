package io.focusforge.orchestrator.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.openfeature.sdk.FlagEvaluationDetails;
import io.focusforge.common.identity.Scopes;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithNeighbours
class FlagResourceTest {
    private static final String FLAGS = "/api/v1/flags/";
    private static final String ON_FOR = """
            {"variants": {"on": true, "off": false}, "defaultVariant": "off", "rules": [%s]}""";

    private final User user = User.fresh();

    @Inject
    Features features;

    @Inject
    FlagStore store;

    @Inject
    FlagsConfig config;

    private ValidatableResponse put(User by, String key, String flag) {
        return by.with(Scopes.FLAGS_ADMIN)
                .contentType(ContentType.JSON)
                .body(flag)
                .put(FLAGS + key)
                .then();
    }

    private ValidatableResponse putForAll(String key, String flag) {
        return user.with(Scopes.FLAGS_ADMIN, Scopes.TENANTS_ADMIN)
                .contentType(ContentType.JSON)
                .body(flag)
                .put(FLAGS + key + "?owner=installation")
                .then();
    }

    private ValidatableResponse get(User by, String path) {
        return by.with(Scopes.FLAGS_ADMIN).get(FLAGS + path).then();
    }

    private boolean isOn(String key, User who) {
        return isOn(key, who.tenant(), who.id());
    }

    /** What is no flag yet is off. */
    private boolean isOn(String key, UUID tenant, UUID id) {
        return Boolean.TRUE.equals(features.details(key, tenant, id).getValue().asBoolean());
    }

    private Optional<String> text(String key) {
        return features.text(key, user.tenant(), user.id()).map(FlagEvaluationDetails::getValue);
    }

    @Test
    void keepsChangesAndDeletesFlags() {
        put(user, "new-look", ON_FOR.formatted("")).statusCode(200).body("key", equalTo("new-look"));
        get(user, "new-look")
                .statusCode(200)
                .body("enabled", equalTo(true))
                .body("variants.on", equalTo(true))
                .body("defaultVariant", equalTo("off"));
        get(user, "new-look/evaluation")
                .body("value", equalTo(false))
                .body("variant", equalTo("off"))
                .body("reason", equalTo("STATIC"));
        put(user, "new-look", ON_FOR.formatted("{\"variant\": \"on\"}")).statusCode(200);
        await().until(() -> isOn("new-look", user));
        get(user, "new-look/evaluation").body("reason", equalTo("TARGETING_MATCH"));
        user.with(Scopes.FLAGS_ADMIN).delete(FLAGS + "new-look").then().statusCode(204);
        user.with(Scopes.FLAGS_ADMIN).delete(FLAGS + "new-look").then().statusCode(404);
        await().until(() -> !isOn("new-look", user));
        get(user, "new-look/evaluation").statusCode(404);
    }

    @Test
    void isOnForTheUsersAndSharesThatItsRulesName() {
        var colleague = user.colleague();
        put(user, "by-user", ON_FOR.formatted("{\"users\": [\"%s\"], \"variant\": \"on\"}".formatted(user.id())));
        await().until(() -> isOn("by-user", user));
        assertThat(isOn("by-user", colleague)).isFalse();

        put(user, "by-share", ON_FOR.formatted("{\"percentage\": 30, \"variant\": \"on\"}"));
        var in = IntStream.range(0, 2_000)
                .mapToObj(i -> new UUID(7, i))
                .filter(id -> isOn("by-share", user.tenant(), id))
                .toList();
        assertThat(in).hasSizeBetween(500, 700);
        put(user, "by-share", ON_FOR.formatted("{\"percentage\": 60, \"variant\": \"on\"}"));
        await().until(() -> IntStream.range(0, 200)
                        .filter(i -> isOn("by-share", user.tenant(), new UUID(7, i)))
                        .count()
                > 90);
        assertThat(in).as("who was in a share stays in it").allMatch(id -> isOn("by-share", user.tenant(), id));
        assertThat(isOn("by-share", user.tenant(), null))
                .as("nobody in particular")
                .isFalse();
    }

    @Test
    void theInstallationsFlagsAreForTheTenantsThatTheirRulesNameUnlessThoseHaveTheirOwn() {
        var key = "all-" + UUID.randomUUID();
        var other = User.fresh();
        putForAll(key, ON_FOR.formatted("{\"tenants\": [\"%s\"], \"variant\": \"on\"}".formatted(user.tenant())))
                .statusCode(200);
        await().until(() -> isOn(key, user));
        assertThat(isOn(key, other)).isFalse();
        get(user, key).statusCode(404);
        put(other, key, ON_FOR.formatted("{\"variant\": \"on\"}"));
        await().until(() -> isOn(key, other));
        put(user, key, ON_FOR.formatted(""));
        await().until(() -> !isOn(key, user));
        user.with(Scopes.FLAGS_ADMIN, Scopes.TENANTS_ADMIN)
                .delete(FLAGS + key + "?owner=installation")
                .then()
                .statusCode(204);
    }

    @Test
    void aChangeOfAnotherReplicaHoldsWithinASecond() {
        put(user, "elsewhere", ON_FOR.formatted(""));
        assertThat(config.oldest()).isLessThan(Duration.ofSeconds(1));
        assertThat(isOn("elsewhere", user)).isFalse();
        var flag = store.find(user.tenant(), "elsewhere").orElseThrow().flag();
        var changed = new Flag(null, true, flag.variants(), "on", null);
        store.put(user.tenant(), "elsewhere", changed, java.time.Instant.now());
        await().until(() -> isOn("elsewhere", user));
    }

    @Test
    void aDisabledFlagSaysNothingAndAnotherTypeIsNotRead() {
        put(user, "quiet", ON_FOR.formatted("").replace("{\"variants", "{\"enabled\": false, \"variants"));
        get(user, "quiet/evaluation").body("reason", equalTo("DISABLED")).body("value", nullValue());
        assertThat(text("quiet")).isEmpty();
        put(user, "words", "{\"variants\": {\"a\": \"large\"}, \"defaultVariant\": \"a\"}");
        await().until(() -> text("words"), Optional.of("large")::equals);
        put(user, "numbers", "{\"variants\": {\"a\": 1}, \"defaultVariant\": \"a\"}");
        await().until(
                        () -> features.details("numbers", user.tenant(), user.id())
                                .getVariant(),
                        "a"::equals);
        assertThat(text("numbers")).isEmpty();
        assertThat(text("missing")).isEmpty();
    }

    @Test
    void listsByKeyPageByPage() {
        put(user, "b", ON_FOR.formatted(""));
        put(user, "a", ON_FOR.formatted(""));
        var cursor = get(user, "?limit=1")
                .statusCode(200)
                .body("items.key", contains("a"))
                .extract()
                .<String>path("nextCursor");
        get(user, "?limit=1&cursor=" + cursor).body("items.key", contains("b")).body("nextCursor", nullValue());
        get(user, "?cursor=!").statusCode(400).body("code", equalTo("invalid_cursor"));
        get(User.fresh(), "").body("items", empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"variants\": {}, \"defaultVariant\": \"a\"}",
                "{\"variants\": {\"a\": 1}, \"defaultVariant\": \"b\"}",
                "{\"variants\": {\"a\": 1, \"b\": \"x\"}, \"defaultVariant\": \"a\"}",
                "{\"variants\": {\"a\": null}, \"defaultVariant\": \"a\"}",
                "{\"variants\": {\"a\": 1}, \"defaultVariant\": \"a\", \"rules\": [{\"variant\": \"b\"}]}",
                "{\"variants\": {\"a\": 1}, \"defaultVariant\": \"a\", \"rules\": [{\"variant\": \"a\", \"percentage\": 101}]}",
                "{\"variants\": {\"a\": 1}, \"defaultVariant\": \"a\", \"more\": 1}"
            })
    void refusesAFlagThatSaysNothingClear(String flag) {
        put(user, "unclear", flag).statusCode(400);
        get(user, "unclear").statusCode(404);
    }

    @Test
    void isForAdministratorsOfTheTenantAndTheInstallationsForOperators() {
        put(user, "mine", ON_FOR.formatted(""));
        user.request().get(FLAGS + "mine").then().statusCode(403);
        get(User.fresh(), "mine").statusCode(404);
        User.fresh().with(Scopes.FLAGS_ADMIN).delete(FLAGS + "mine").then().statusCode(404);
        user.with(Scopes.FLAGS_ADMIN)
                .contentType(ContentType.JSON)
                .body(ON_FOR.formatted(""))
                .put(FLAGS + "mine?owner=installation")
                .then()
                .statusCode(403);
        user.with(Scopes.FLAGS_ADMIN).get(FLAGS + "mine?owner=nobody").then().statusCode(400);
    }
}
