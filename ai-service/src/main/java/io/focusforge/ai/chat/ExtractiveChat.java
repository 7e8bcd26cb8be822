package io.focusforge.ai.chat;

import io.focusforge.ai.chat.CompletionBodies.Body;
import io.focusforge.ai.extractive.Extract;
import io.focusforge.ai.extractive.Extractor;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.step.Step;
import io.focusforge.ai.telemetry.ModelMeters;
import io.focusforge.ai.telemetry.Operation;
import io.focusforge.ai.usage.TokenUsage;
import io.focusforge.common.id.Ids;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.prompt.Spotlight;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The model in process: the last user message is the question, the system and user messages before it are the context. It answers
 * with sentences of the context and says which, in {@code citations}.
 */
@Singleton
class ExtractiveChat implements ChatModel {
    static final String MODEL = ProviderModel.EXTRACTIVE.model();
    private static final Set<String> CONTEXT_ROLES = Set.of("system", "developer", "user");

    private final Extractor extractor = new Extractor();
    private final Accounts accounts;
    private final ModelMeters meters;

    ExtractiveChat(Accounts accounts) {
        this.accounts = accounts;
        this.meters = accounts.metrics().of(Operation.CHAT, ProviderModel.EXTRACTIVE);
    }

    private record Answered(Extract extract, TokenUsage tokens, CompletionBodies bodies) {}

    @Override
    public Future<Void> answer(ChatCall call, AnswerSink client) {
        if (call.request().endpoint() != Endpoint.CHAT) {
            throw ProblemException.invalid("model", "answers chat completions only");
        }
        return Step.elsewhere(() -> extract(call)).map(answered -> write(answered, call, client));
    }

    private static Void write(Answered answered, ChatCall call, AnswerSink client) {
        call.report().used(answered.tokens(), 0L);
        if (call.request().isStream()) {
            frames(call, answered).forEach(client::write);
        } else {
            client.write(Json.encodeToBuffer(answered.bodies().whole(answered.extract(), answered.tokens())));
        }
        return null;
    }

    private static Stream<Buffer> frames(ChatCall call, Answered answered) {
        var bodies = answered.bodies();
        var usage = call.request().includesUsage() ? Stream.of(bodies.usage(answered.tokens())) : Stream.<Body>empty();
        var chunks = Stream.of(
                        Stream.of(bodies.first()),
                        answered.extract().pieces().stream().map(bodies::piece),
                        Stream.of(bodies.last(answered.extract())),
                        usage)
                .flatMap(part -> part)
                .map(Json::encode);
        return Stream.concat(chunks, Stream.of(EventStream.DONE)).map(EventStream::frame);
    }

    private Answered extract(ChatCall call) {
        var start = System.nanoTime();
        var messages = ChatMessage.read(call.request().messages());
        var question = question(messages);
        var extract = extractor.answer(
                Spotlight.unmarked(messages.get(question).text()), context(messages.subList(0, question)));
        var tokens = tokens(messages, extract);
        accounts.ledger().countChat(call.caller(), MODEL, tokens);
        var now = accounts.clock().instant();
        meters.succeeded(System.nanoTime() - start);
        meters.used(tokens);
        return new Answered(
                extract, tokens, new CompletionBodies("chatcmpl-" + Ids.next(), MODEL, now.getEpochSecond()));
    }

    private static int question(List<ChatMessage> messages) {
        return IntStream.range(0, messages.size())
                .filter(i -> messages.get(i).role().equals("user"))
                .filter(i -> !messages.get(i).text().isBlank())
                .max()
                .orElseThrow(() -> ProblemException.invalid(
                        "messages", "must hold a user message with text; the last one is the question"));
    }

    private static List<String> context(List<ChatMessage> messages) {
        return messages.stream()
                .map(message -> CONTEXT_ROLES.contains(message.role()) ? Spotlight.unmarked(message.text()) : "")
                .toList();
    }

    private TokenUsage tokens(List<ChatMessage> messages, Extract extract) {
        var prompt = messages.stream().map(ChatMessage::text).collect(Collectors.joining("\n"));
        return new TokenUsage(
                accounts.counter().count(prompt), accounts.counter().count(extract.text()), false);
    }
}
