package io.focusforge.orchestrator.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A model that speaks while it is listened to: what a test gives it, when the test gives it. */
public final class Voice {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String END = new String("end");
    private static final String BREAK = new String("break");
    private static volatile BlockingQueue<String> words = new LinkedBlockingQueue<>();
    private static volatile CountDownLatch hungUp = new CountDownLatch(1);
    private static volatile String quoted;
    private static volatile int refusal;

    private Voice() {}

    public static void reset() {
        words = new LinkedBlockingQueue<>();
        hungUp = new CountDownLatch(1);
        quoted = null;
        refusal = 0;
    }

    /** Does not say a word. */
    public static void refuses(int status) {
        refusal = status;
    }

    public static void says(String... more) {
        words.addAll(List.of(more));
    }

    /** Says all of it, and no more. */
    public static void saysOnly(String... all) {
        says(all);
        words.add(END);
    }

    public static void falls() {
        words.add(BREAK);
    }

    /** Whether the other side has hung up by now or soon. */
    public static boolean isHungUpOn() throws InterruptedException {
        return hungUp.await(5, TimeUnit.SECONDS);
    }

    static void stream(HttpExchange exchange) throws IOException {
        if (refusal > 0) {
            Talks.send(exchange, refusal, JSON.createObjectNode());
            return;
        }
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        var mine = words;
        var gone = hungUp;
        try (var body = exchange.getResponseBody()) {
            speak(mine, body);
        } catch (IOException e) {
            gone.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void speak(BlockingQueue<String> mine, OutputStream body) throws IOException, InterruptedException {
        for (var more = mine.poll(50, TimeUnit.MILLISECONDS);
                more != END;
                more = mine.poll(50, TimeUnit.MILLISECONDS)) {
            if (more == BREAK) {
                throw new IOException("a broken line");
            }
            body.write((more == null ? ": \n\n" : frame(more)).getBytes(StandardCharsets.UTF_8));
            body.flush();
        }
        body.write("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"
                .getBytes(StandardCharsets.UTF_8));
    }

    private static String frame(String text) {
        var chunk = JSON.createObjectNode().put("model", "fake-1");
        chunk.putArray("choices").addObject().putObject("delta").put("content", text);
        return "data: " + chunk + "\n\n";
    }

    /** The quoting model: it says the sentence of the context that a test has chosen. */
    static JsonNode quote(JsonNode request) {
        var answer = JSON.createObjectNode().put("model", "focusforge-extractive");
        var citations = answer.putArray("citations");
        var messages = request.path("messages");
        for (var i = 0; i < messages.size() - 1 && quoted != null; i++) {
            if (messages.get(i).path("content").asText().contains(quoted)) {
                citations.addObject().put("index", 1).put("message", i).put("text", quoted);
            }
        }
        answer.putArray("choices").addObject().putObject("message").put("content", "I found nothing about this.");
        return answer;
    }

    public static void quotes(String sentence) {
        quoted = sentence;
    }
}
