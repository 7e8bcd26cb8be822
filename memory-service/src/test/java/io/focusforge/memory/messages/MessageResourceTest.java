package io.focusforge.memory.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.memory.conversations.Talk;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class MessageResourceTest {
    private static final String CALL = """
            {"role": "assistant", "toolCalls": [{"id": "c1", "name": "weather", "arguments": "{\\"in\\": \\"Rome\\"}"}]}""";

    private Talk talk;

    @BeforeEach
    void begin() {
        talk = Talk.fresh();
    }

    @Test
    void showsAMessageAsItWasSaid() {
        var question = talk.say("user", "Is it warm in Rome?");
        talk.post("/messages", CALL).statusCode(201).body("content", equalTo(""));
        var id = talk.post("/messages", """
                        {"role": "tool", "content": "31 degrees", "toolCallId": "c1", "name": "weather", "parent": "%s",
                         "metadata": {"a.b": true}}""".formatted(question))
                .statusCode(201)
                .header("Location", notNullValue())
                .extract()
                .<String>path("id");
        talk.get("/messages/" + id)
                .statusCode(200)
                .body("seq", equalTo(3))
                .body("role", equalTo("tool"))
                .body("content", equalTo("31 degrees"))
                .body("toolCallId", equalTo("c1"))
                .body("parent", equalTo(question))
                .body("metadata.'a.b'", equalTo(true))
                .body("createdAt", notNullValue());
        talk.get("/messages")
                .body("items.seq", contains(1, 2, 3))
                .body("items[1].toolCalls[0].arguments", equalTo("{\"in\": \"Rome\"}"));
    }

    @Test
    void numbersHaveNoGapsWhenManyWriteAtOnce() throws Exception {
        var writers = 16;
        var each = 4;
        try (var threads = Executors.newFixedThreadPool(writers)) {
            var work = IntStream.range(0, writers)
                    .<Callable<Void>>mapToObj(writer -> () -> {
                        for (var i = 0; i < each; i++) {
                            say(batch(writer + "/" + i + "/a", writer + "/" + i + "/b"));
                        }
                        return null;
                    })
                    .toList();
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }
        var page = talk.get("/messages?limit=200").extract().jsonPath();
        var all = writers * each * 2;
        assertThat(page.getList("items.seq", Integer.class))
                .isEqualTo(IntStream.rangeClosed(1, all).boxed().toList());
        var contents = page.getList("items.content", String.class);
        assertThat(contents).doesNotHaveDuplicates();
        for (var i = 0; i < all; i += 2) {
            assertThat(contents.get(i + 1)).isEqualTo(contents.get(i).replace("/a", "/b"));
        }
        talk.get("").body("lastSeq", equalTo(all));
    }

    @Test
    void appendsOnceUnderAKeyHoweverManyTryAtOnce() throws Exception {
        talk.say("user", "first");
        List<String> ids;
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<String> one =
                    () -> keyed("k", "once").statusCode(201).extract().path("id");
            var tries = threads.invokeAll(Collections.nCopies(8, one));
            ids = new ArrayList<>();
            for (var tried : tries) {
                ids.add(tried.get());
            }
        }
        assertThat(ids.stream().distinct()).hasSize(1);
        talk.get("/messages").body("items.content", contains("first", "once"));
        keyed("k", "once").header("Idempotency-Replayed", equalTo("true"));
        keyed("k", "twice").statusCode(422).body("code", equalTo("idempotency_key_reused"));
        talk.get("").body("lastSeq", equalTo(2));
    }

    @Test
    void pagesLeadInBothDirections() {
        say(batch("1", "2", "3", "4", "5", "6", "7"));
        var first = page("?limit=3", "1", "2", "3").body("previousCursor", nullValue());
        var second = page("?limit=3&cursor=" + next(first), "4", "5", "6");
        talk.say("user", "8");
        page("?limit=3&cursor=" + next(second), "7", "8").body("nextCursor", nullValue());
        page("?limit=3&cursor=" + previous(second), "1", "2", "3");
        var newest = page("?order=desc&limit=3", "8", "7", "6").body("previousCursor", nullValue());
        var older = page("?order=desc&limit=3&cursor=" + next(newest), "5", "4", "3");
        page("?order=desc&limit=3&cursor=" + previous(older), "8", "7", "6");
        var middle = page("?from=4&limit=2", "4", "5");
        page("?limit=2&cursor=" + previous(middle), "2", "3");
        page("?order=desc&from=2", "2", "1").body("nextCursor", nullValue());
        page("?from=9").body("nextCursor", nullValue());
    }

    @Test
    void refusesTheCursorOfAnotherQuery() {
        say(batch("1", "2"));
        var cursor = next(page("?limit=1", "1"));
        assertRefused(talk.get("/messages?order=desc&cursor=" + cursor), "invalid_cursor", null);
        assertRefused(Talk.of(talk.client()).get("/messages?cursor=" + cursor), "invalid_cursor", null);
        assertRefused(talk.get("/messages?cursor=AAAA"), "invalid_cursor", null);
        assertRefused(talk.get("/messages?order=up"), "invalid_request", "order");
        assertRefused(talk.get("/messages?from=0"), "invalid_request", "from");
        assertRefused(talk.get("/messages?limit=201"), "invalid_request", "limit");
    }

    @Test
    void takesTheLargestMessageAndNoLargerOne() {
        say("user", "ä".repeat(NewMessage.MAX_BYTES / 2)).statusCode(201);
        assertRefused(say("user", "ä".repeat(NewMessage.MAX_BYTES / 2) + "x"), "invalid_request", "content");
        talk.get("").body("lastSeq", equalTo(1));
    }

    @Test
    void refusesWhatMakesNoSenseAndStoresNothingOfIt() {
        assertRefused(say("user", " "), "invalid_request", "content");
        assertRefused(say("robot", "x"), "invalid_type", "role");
        assertRefused(talk.post("/messages", "{\"content\": \"x\"}"), "invalid_request", "role");
        assertRefused(message("\"role\": \"user\", \"toolCallId\": \"c\""), "invalid_request", "toolCallId");
        assertRefused(message("\"role\": \"tool\""), "invalid_request", "toolCallId");
        assertRefused(
                message("\"role\": \"user\", \"toolCalls\": [{\"id\": \"c\", \"name\": \"n\", \"arguments\": \"\"}]"),
                "invalid_request",
                "toolCalls");
        assertRefused(
                message("\"role\": \"tool\", \"toolCallId\": \"c\", \"pinned\": true"), "invalid_request", "pinned");
        assertRefused(
                message("\"role\": \"user\", \"parent\": \"00000000-0000-0000-0000-000000000000\""),
                "invalid_request",
                "parent");
        assertRefused(
                say("{\"messages\": [{\"role\": \"user\", \"content\": \"good\"}, {\"role\": \"user\"}]}"),
                "invalid_request",
                "messages[1].content");
        assertRefused(say("{\"messages\": []}"), "invalid_request", "messages");
        assertRefused(say(batch(new String[101])), "invalid_request", "messages");
        talk.get("/messages").body("items", hasSize(0));
        talk.get("").body("lastSeq", equalTo(0));
    }

    @Test
    void parentsAreOfTheSameConversation() {
        var elsewhere = Talk.of(talk.client()).say("user", "elsewhere");
        assertRefused(message("\"role\": \"user\", \"parent\": \"" + elsewhere + "\""), "invalid_request", "parent");
    }

    private ValidatableResponse keyed(String key, String content) {
        return talk.client()
                .request()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body("{\"role\": \"user\", \"content\": \"%s\"}".formatted(content))
                .post(talk.path("/messages"))
                .then();
    }

    private ValidatableResponse page(String query, String... contents) {
        var page = talk.get("/messages" + query).statusCode(200);
        assertThat(page.extract().<List<String>>path("items.content")).containsExactly(contents);
        return page;
    }

    private static String next(ValidatableResponse page) {
        return page.extract().path("nextCursor");
    }

    private static String previous(ValidatableResponse page) {
        return page.extract().path("previousCursor");
    }

    private ValidatableResponse message(String fields) {
        return talk.post("/messages", "{\"content\": \"x\", " + fields + "}");
    }

    private ValidatableResponse say(String role, String content) {
        return talk.post("/messages", "{\"role\": \"%s\", \"content\": \"%s\"}".formatted(role, content));
    }

    private ValidatableResponse say(String batch) {
        return talk.post("/messages/batch", batch);
    }

    private static String batch(String... contents) {
        return java.util.Arrays.stream(contents)
                .map(content -> "{\"role\": \"user\", \"content\": \"" + content + "\"}")
                .collect(Collectors.joining(",", "{\"messages\": [", "]}"));
    }

    private static void assertRefused(ValidatableResponse answer, String code, String field) {
        answer.statusCode(400).body("code", equalTo(code));
        if (field != null) {
            assertThat(answer.extract().<String>path("violations[0].field")).startsWith(field);
        }
    }
}
