package io.focusforge.memory.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.common.erasure.DataSubject;
import io.focusforge.common.erasure.Forgetting;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class SourceResourceTest {
    private static final String ALL = "{\"kind\": \"directory\", \"path\": \"\"}";

    private final SourceOwner owner = SourceOwner.fresh();

    // Looked up, since what is injected must be there for the tests of all profiles.
    private final Path root = Path.of(setting("focusforge.sources.directory"));
    private final String worker = setting("focusforge.services.worker.url");

    @Inject
    Timetable timetable;

    @Inject
    Forgetting forgetting;

    @Test
    void followsADirectory() throws Exception {
        write("a.md", "# One");
        write("sub/b.txt", "two");
        write(".hidden/c.txt", "not read");
        var source = owner.made(ALL);
        owner.assertCounts(owner.run(source), 2, 2, 0, 0, 0);
        assertThat(owner.documents()).containsExactlyInAnyOrder("a.md", "b.txt");

        owner.assertCounts(owner.run(source), 2, 0, 0, 2, 0);

        write("a.md", "# One, and more");
        write("new.txt", "three");
        Files.delete(directory().resolve("sub/b.txt"));
        owner.assertCounts(owner.run(source), 2, 1, 1, 0, 1);
        assertThat(owner.documents()).containsExactlyInAnyOrder("a.md", "new.txt");
    }

    @Test
    void saysWhatItCouldNotTakeAndTriesItAgain() throws Exception {
        write("good.txt", "good");
        Files.write(directory().resolve("bad.bin"), new byte[] {1, 2, 3, 0});
        var source = owner.made(ALL);
        var view = owner.run(source);
        assertThat(view.getInt("lastRun.counts.failed")).isEqualTo(1);
        assertThat(view.getString("failures[0].item")).isEqualTo("bad.bin");
        write("bad.bin", "now it is text");
        owner.assertCounts(owner.run(source), 2, 1, 0, 1, 0);
        owner.get(source).body("failures", hasSize(0));
    }

    @Test
    void keepsWhatItHasWhenThePlaceIsGone() throws Exception {
        write("sub/a.txt", "one");
        var source = owner.made("{\"kind\": \"directory\", \"path\": \"sub\"}");
        owner.run(source);
        Files.delete(directory().resolve("sub/a.txt"));
        Files.delete(directory().resolve("sub"));
        var view = owner.run(source);
        assertThat(view.getString("lastRun.error")).isEqualTo("is not there");
        assertThat(owner.documents()).containsExactly("a.txt");
    }

    @Test
    void readsNothingOutsideOfTheTenantsDirectory() throws Exception {
        var neighbour = Files.createDirectories(root.resolve(UUID.randomUUID().toString()));
        Files.writeString(neighbour.resolve("secret.txt"), "secret");
        write("a.txt", "one");
        Files.createSymbolicLink(
                directory().resolve("link.txt"), neighbour.toRealPath().resolve("secret.txt"));
        Files.createSymbolicLink(directory().resolve("way"), neighbour.toRealPath());
        owner.run(owner.made(ALL));
        var led = owner.run(owner.made("{\"kind\": \"directory\", \"path\": \"way\"}"));
        assertThat(led.getString("lastRun.error")).isEqualTo("is not there");
        assertThat(owner.documents()).containsExactly("a.txt");
        for (var path : new String[] {"..", "../" + neighbour.getFileName(), "/etc", "a/../.."}) {
            assertRefused(owner.make("{\"kind\": \"directory\", \"path\": \"%s\"}".formatted(path)), "place.path");
        }
    }

    @Test
    void goesOnWhereItStoodAndLetsNoOtherRunBetween() throws Exception {
        for (var i = 0; i < 60; i++) {
            write("f%02d.txt".formatted(i), "text " + i);
        }
        var source = owner.made(ALL);
        var run = UUID.randomUUID();
        assertThat(owner.step(source, run)).isEqualTo(202);
        assertThat(owner.step(source, run)).isEqualTo(202);
        assertThat(owner.get(source).extract().<Integer>path("progress.added")).isEqualTo(50);
        assertThat(owner.step(source, UUID.randomUUID())).isEqualTo(204);
        owner.get(source).body("state", equalTo("RUNNING"));
        assertRefused(owner.post(source + "/sync"), 409, "conflict");
        assertThat(owner.step(source, run)).isEqualTo(204);
        owner.assertCounts(owner.get(source).extract().jsonPath(), 60, 60, 0, 0, 0);
    }

    @Test
    void makesItsScheduleOnceAndTakesItAwayWhilePaused() {
        var source = owner.make(ALL, ", \"schedule\": {\"cron\": \"0 6 * * *\", \"timeZone\": \"Europe/Rome\"}")
                .statusCode(201)
                .body("schedule.cron", equalTo("0 6 * * *"))
                .extract()
                .<String>path("id");
        timetable.sweep();
        assertThat(schedules(source).getList("job.type")).isEqualTo(java.util.List.of("source.sync"));
        owner.post(source + "/pause").statusCode(200).body("paused", equalTo(true));
        assertThat(schedules(source).getList("")).isEmpty();
        assertRefused(owner.post(source + "/sync"), 409, "conflict");
        owner.post(source + "/resume").statusCode(200).body("paused", equalTo(false));
        assertThat(schedules(source).getList("")).hasSize(1);
        owner.remove(source).statusCode(202);
        assertThat(schedules(source).getList("")).isEmpty();
    }

    @Test
    void refusesAScheduleThatTheWorkerDoesNotTakeAndWaitsForOneThatIsAway() {
        assertRefused(owner.make(ALL, ", \"schedule\": {\"cron\": \"never\"}"), "schedule.cron");
        owner.request().get(SourceOwner.SOURCES).then().body("items", hasSize(0));
        var source = owner.make(ALL, ", \"schedule\": {\"cron\": \"away\"}")
                .statusCode(201)
                .extract()
                .<String>path("id");
        timetable.sweep();
        owner.get(source).statusCode(200);
    }

    @Test
    void leavesWithOrWithoutItsDocuments() throws Exception {
        write("a.txt", "one");
        var source = owner.made(ALL);
        owner.run(source);
        owner.remove(source).statusCode(202);
        owner.get(source).body("state", equalTo("LEAVING"));
        owner.run(source);
        owner.get(source).statusCode(404);
        assertThat(owner.documents()).containsExactly("a.txt");

        var other = owner.made(ALL);
        owner.run(other);
        assertThat(owner.documents()).hasSize(2);
        owner.remove(other + "?documents=delete").statusCode(202);
        owner.run(other);
        assertThat(owner.documents()).hasSize(1);
    }

    @Test
    void isNothingToAnybodyElse() throws Exception {
        write("a.txt", "one");
        var source = owner.made(ALL);
        for (var other : new SourceOwner[] {owner.colleague(), SourceOwner.fresh()}) {
            for (var answer : new ValidatableResponse[] {
                other.get(source),
                other.post(source + "/sync"),
                other.post(source + "/pause"),
                other.remove(source + "?documents=delete")
            }) {
                assertRefused(answer, 404, "not_found");
            }
            assertThat(other.step(source, UUID.randomUUID())).isEqualTo(204);
        }
        owner.get(source).body("state", equalTo("IDLE")).body("lastRun", nullValue());
        assertThat(owner.documents()).isEmpty();
    }

    @Test
    void asksForARunByAJob() {
        var source = owner.made(ALL);
        var job = owner.post(source + "/sync").statusCode(202).extract().<String>path("jobId");
        assertThat(UUID.fromString(job)).isNotNull();
    }

    @Test
    void makesASourceOnceUnderAKey() {
        var body = "{\"name\": \"n\", \"place\": %s}".formatted(ALL);
        var id = keyed(body).statusCode(201).extract().<String>path("id");
        keyed(body).statusCode(201).body("id", equalTo(id)).header("Idempotency-Replayed", equalTo("true"));
        assertRefused(keyed(body.replace("\"n\"", "\"m\"")), 422, "idempotency_key_reused");
        owner.request().get(SourceOwner.SOURCES).then().body("items.id", contains(id));
    }

    @Test
    void forgetsThePersonWhoseSourceItIs() throws Exception {
        write("a.txt", "one");
        var source = owner.made(ALL);
        owner.run(source);
        var forgotten = forgetting.step(new DataSubject(owner.tenant(), owner.user()));
        assertThat(forgotten.erased()).containsEntry("sources", 1L).containsEntry("source-items", 1L);
        owner.get(source).statusCode(404);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertRefused(owner.make("{\"kind\": \"urls\", \"urls\": []}"), "place.urls");
        assertRefused(owner.make("{\"kind\": \"urls\", \"urls\": [\"ftp://a/b\"]}"), "place.urls[0]");
        assertRefused(owner.make("{\"kind\": \"sitemap\", \"url\": \"no url\"}"), "place.url");
        assertRefused(owner.make(ALL, ", \"collection\": \"no such name\""), "collection");
        assertRefused(owner.make("{\"kind\": \"ether\"}"), 400, "invalid_type");
        assertRefused(owner.make("null"), "place");
        assertRefused(owner.get("42"), 404, "not_found");
        owner.request().get(SourceOwner.SOURCES).then().body("items", hasSize(0));
    }

    private JsonPath schedules(String source) {
        return io.restassured.RestAssured.given()
                .get(worker + "/api/v1/schedules/" + source)
                .jsonPath();
    }

    private ValidatableResponse keyed(String body) {
        return owner.request()
                .header("Idempotency-Key", "k")
                .contentType("application/json")
                .body(body)
                .post(SourceOwner.SOURCES)
                .then();
    }

    private static void assertRefused(ValidatableResponse answer, String field) {
        assertRefused(answer, 400, "invalid_request").body("violations[0].field", equalTo(field));
    }

    private static ValidatableResponse assertRefused(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status).body("code", equalTo(code));
    }

    private void write(String name, String content) throws IOException {
        var file = directory().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private Path directory() throws IOException {
        return Files.createDirectories(root.resolve(owner.tenant().toString()));
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
