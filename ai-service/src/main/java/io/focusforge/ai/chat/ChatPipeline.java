package io.focusforge.ai.chat;

import io.focusforge.ai.error.OpenAiError;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.step.Step;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.Problem;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.trace.TraceContext;
import io.quarkus.arc.All;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** The way of every chat completion, whatever protocol it came by: through the layers to the targets of its route. */
@Singleton
public class ChatPipeline implements ChatModel {
    private static final Logger LOG = Logger.getLogger(ChatPipeline.class);

    private final ChatModel outermost;
    private final SuiteChat suite;

    ChatPipeline(RoutedChat targets, @All List<ChatLayer> layers, SuiteChat suite) {
        outermost = around(targets, layers);
        this.suite = suite;
    }

    /** @param layers the outermost first */
    static ChatModel around(ChatModel innermost, List<ChatLayer> layers) {
        ChatModel model = (call, client) -> Step.of(() -> innermost.answer(call, client));
        for (var layer : layers.reversed()) {
            var inner = model;
            model = (call, client) -> Step.of(() -> layer.answer(call, client, inner));
        }
        return model;
    }

    @Override
    public Future<Void> answer(ChatCall call, AnswerSink client) {
        var model = call.route().first() == ProviderModel.SUITE ? suite : outermost;
        return model.answer(call, new HeadedSink(call.report(), client)).andThen(ended -> {
            if (ended.failed() && !client.hasBegun()) {
                call.report().writeHeaders();
            }
        });
    }

    /** Answers and ends the stream. Fails before the first byte only: what goes wrong later is said in the stream. */
    public Future<Void> stream(ChatCall call, EventStream client) {
        var stream = new LastFrame(client);
        return answer(call, stream)
                .map(done -> stream.end(call.report().lateCost()))
                .recover(failure -> client.hasBegun() ? broken(failure, call, stream) : Future.failedFuture(failure));
    }

    private static Future<Void> broken(Throwable failure, ChatCall call, LastFrame stream) {
        return Future.succeededFuture(
                stream.fail(error(said(failure)), call.report().lateCost()));
    }

    private static ProblemException said(Throwable failure) {
        if (failure instanceof ProblemException problem) {
            return problem;
        }
        LOG.error("A stream broke off", failure);
        return new ProblemException(ErrorCode.INTERNAL_ERROR, "Something went wrong on our side.");
    }

    private static OpenAiError error(ProblemException e) {
        return OpenAiError.of(Problem.of(e.code(), e.getMessage(), TraceContext.currentTraceId(), e.violations()));
    }
}
