package io.focusforge.ai.chat;

import io.focusforge.ai.error.OpenAiError;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.Problem;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.trace.TraceContext;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** The way of every chat completion, whatever protocol it came by: through the layers to the targets of its route. */
@ApplicationScoped
public class ChatPipeline implements ChatModel {
    private static final Logger LOG = Logger.getLogger(ChatPipeline.class);

    private final ChatModel outermost;

    ChatPipeline(RoutedChat targets, @All List<ChatLayer> layers) {
        outermost = around(targets, layers);
    }

    /** @param layers the outermost first */
    static ChatModel around(ChatModel innermost, List<ChatLayer> layers) {
        var model = innermost;
        for (var layer : layers.reversed()) {
            var inner = model;
            model = (call, client) -> layer.answer(call, client, inner);
        }
        return model;
    }

    @Override
    public void answer(ChatCall call, AnswerSink client) {
        try {
            outermost.answer(call, new HeadedSink(call.report(), client));
        } catch (RuntimeException e) {
            if (!client.hasBegun()) {
                call.report().writeHeaders();
            }
            throw e;
        }
    }

    /**
     * Answers and ends the stream. What goes wrong after the first byte is said in the stream.
     *
     * @throws ProblemException before the first byte only
     */
    public void stream(ChatCall call, EventStream client) {
        var stream = new LastFrame(client);
        try {
            answer(call, stream);
            stream.end(call.report().lateCost());
        } catch (ProblemException e) {
            if (!client.hasBegun()) {
                throw e;
            }
            stream.fail(error(e), call.report().lateCost());
        } catch (RuntimeException e) {
            if (!client.hasBegun()) {
                throw e;
            }
            LOG.error("A stream broke off", e);
            var problem = new ProblemException(ErrorCode.INTERNAL_ERROR, "Something went wrong on our side.");
            stream.fail(error(problem), call.report().lateCost());
        }
    }

    private static OpenAiError error(ProblemException e) {
        return OpenAiError.of(Problem.of(e.code(), e.getMessage(), TraceContext.currentTraceId(), e.violations()));
    }
}
