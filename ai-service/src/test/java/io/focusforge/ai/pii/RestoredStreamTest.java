package io.focusforge.ai.pii;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.ai.chat.AnswerSink;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RestoredStreamTest {
    private static final String SAID = "To [EMAIL_1] and [x] [EMAIL_9], [EMAIL_1]! [EM";
    private static final String MEANT = "To ada@example.com and [x] [EMAIL_9], ada@example.com! [EM";

    private final Masks masks = Masks.beside(List.of());
    private final Client client = new Client();

    RestoredStreamTest() {
        assertThat(new Masker(List.of(new Emails())).mask("ada@example.com", Set.of(), masks))
                .isEqualTo("[EMAIL_1]");
    }

    @Test
    void putsBackWhateverFramesAPlaceholderIsSplitOver() {
        for (var first = 0; first <= SAID.length(); first++) {
            for (var second = first; second <= SAID.length(); second++) {
                var parts = List.of(SAID.substring(0, first), SAID.substring(first, second), SAID.substring(second));
                assertThat(said(write(stream(parts, true)))).as("%s", parts).isEqualTo(MEANT);
                assertThat(said(write(stream(parts, false)))).as("%s", parts).isEqualTo(MEANT);
            }
        }
    }

    @Test
    void endsWithDoneAndKeepsTheOtherLines() {
        var stream = ": still there\n\n" + frame(content("[EMAIL"), null) + "data: [DONE]\n\n";
        var written = write(stream);
        assertThat(written).startsWith(": still there\n\n").endsWith("data: [DONE]\n\n");
        assertThat(said(written)).isEqualTo("[EMAIL");
    }

    @Test
    void keepsTheTextsOfChoicesAndCallsApart() {
        var written = write(chunk(0, content("[EMA"), null)
                + chunk(1, content("[x"), null)
                + chunk(0, arguments(1, "{\"to\":\"[EMAIL_"), null)
                + chunk(0, content("IL_1]"), null)
                + chunk(1, content("]"), "stop")
                + chunk(0, arguments(1, "1]\"}"), "tool_calls"));
        assertThat(said(written, chunk -> index(chunk) == 0)).isEqualTo("ada@example.com");
        assertThat(said(written, chunk -> index(chunk) == 1)).isEqualTo("[x]");
        assertThat(chunks(written)
                        .map(RestoredStreamTest::delta)
                        .filter(delta -> delta.containsKey("tool_calls"))
                        .map(delta -> delta.getJsonArray("tool_calls").getJsonObject(0))
                        .map(call -> call.getJsonObject("function").getString("arguments"))
                        .collect(Collectors.joining()))
                .isEqualTo("{\"to\":\"ada@example.com\"}");
    }

    @Test
    void escapesAValueWithinArguments() {
        var odd = Masks.beside(List.of());
        odd.placeholder("name", "Ada \"the\" Countess");
        var placeholders = new Placeholders(odd);
        assertThat(new JsonObject(placeholders.restored("{\"to\":\"[NAME_1]\"}", true)).getString("to"))
                .isEqualTo("Ada \"the\" Countess");
    }

    @Test
    void beginsAnewWhenTheStreamDoes() {
        var restart = "data: {\"choices\":[],\"focusforge_restart\":{\"provider\":\"p\"}}\n\n";
        var written = write(frame(content("lost ["), null) + restart + frame(content("EMAIL_1]"), "stop"));
        assertThat(said(written)).isEqualTo("lost EMAIL_1]");
        assertThat(written).contains(restart);
    }

    private static String stream(List<String> parts, boolean finishes) {
        var frames = parts.stream().map(part -> frame(content(part), null)).collect(Collectors.joining());
        return frames + (finishes ? frame(new JsonObject(), "stop") : "") + "data: [DONE]\n\n";
    }

    /** Frame by frame. */
    private String write(String stream) {
        var sink = new RestoredStream(client, masks);
        for (var frame : stream.split("(?<=\n\n)")) {
            sink.write(Buffer.buffer(frame));
        }
        sink.end();
        var written = client.written.toString();
        client.written.setLength(0);
        return written;
    }

    private static String said(String stream) {
        return said(stream, chunk -> true);
    }

    private static String said(String stream, Predicate<JsonObject> which) {
        return chunks(stream)
                .filter(chunk -> !chunk.getJsonArray("choices").isEmpty())
                .filter(which)
                .map(chunk -> delta(chunk).getString("content", ""))
                .collect(Collectors.joining());
    }

    private static Stream<JsonObject> chunks(String stream) {
        return stream.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> new JsonObject(line.substring("data: ".length())));
    }

    private static int index(JsonObject chunk) {
        return chunk.getJsonArray("choices").getJsonObject(0).getInteger("index");
    }

    private static JsonObject delta(JsonObject chunk) {
        return chunk.getJsonArray("choices").getJsonObject(0).getJsonObject("delta");
    }

    private static JsonObject content(String text) {
        return new JsonObject().put("content", text);
    }

    private static JsonObject arguments(int call, String text) {
        var function = new JsonObject().put("arguments", text);
        return new JsonObject()
                .put(
                        "tool_calls",
                        new JsonArray().add(new JsonObject().put("index", call).put("function", function)));
    }

    private static String frame(JsonObject delta, String finish) {
        return chunk(0, delta, finish);
    }

    private static String chunk(int index, JsonObject delta, String finish) {
        var choice = new JsonObject().put("index", index).put("delta", delta).put("finish_reason", finish);
        return "data: "
                + new JsonObject().put("choices", new JsonArray().add(choice)).encode() + "\n\n";
    }

    private static final class Client implements AnswerSink {
        private final StringBuilder written = new StringBuilder();

        @Override
        public boolean hasBegun() {
            return !written.isEmpty();
        }

        @Override
        public void write(Buffer bytes) {
            written.append(bytes);
        }

        @Override
        public boolean hasRoom(Runnable whenDrained) {
            return true;
        }
    }
}
