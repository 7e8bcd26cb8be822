package io.focusforge.orchestrator.runapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.event.CloudEvent;
import io.focusforge.common.sse.SseEvent;
import io.focusforge.common.sse.Watches;
import io.focusforge.orchestrator.runstore.RunReads;
import io.focusforge.orchestrator.runstore.RunRecord;
import io.focusforge.orchestrator.runstore.StepRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** What has happened to a run since somebody looked. The id of an event is its number in the run, the same at every replica. */
@ApplicationScoped
class RunStory {
    /** A longer result is to be fetched. */
    private static final int LONGEST_RESULT = 8_000;

    private final ObjectMapper json;

    RunStory(ObjectMapper json) {
        this.json = json;
    }

    /** @param steps that have changed since, or the first of them */
    Optional<Watches.News<Long>> since(long seen, RunRecord run, List<StepRow> steps) {
        var frames = new StringBuilder();
        var after = seen;
        var isTold = run.seq() <= seen;
        for (var step : steps) {
            if (!isTold && step.seq() > run.seq()) {
                frames.append(frame(run));
                isTold = true;
            }
            frames.append(frame(step));
            after = step.seq();
        }
        var isWhole = steps.size() < RunReads.MOST_STEPS;
        if (!isTold && isWhole) {
            frames.append(frame(run));
            after = run.seq();
        }
        return frames.isEmpty()
                ? Optional.empty()
                : Optional.of(new Watches.News<>(
                        frames.toString(), after, isWhole && run.state().hasEnded()));
    }

    private String frame(RunRecord run) {
        return frame(run.seq(), "run." + run.state().text(), RunView.summary(run));
    }

    private String frame(StepRow step) {
        var view = StepView.of(step, LONGEST_RESULT);
        return frame(step.seq(), "run.step." + view.state(), view);
    }

    private String frame(long id, String what, Object data) {
        try {
            return new SseEvent(Long.toString(id), CloudEvent.TYPE_PREFIX + what + ".v1", json.writeValueAsString(data))
                    .encode();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
