package io.focusforge.orchestrator.chainrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.orchestrator.definition.Step;
import io.focusforge.orchestrator.eventwait.EventWaits;
import io.focusforge.orchestrator.run.Awakening;
import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.run.StepOutcome.Waits;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Steps that wait: for a person, a time, or an event. */
@ApplicationScoped
class Pauses {
    private static final int LONGEST_SIGNAL = 64;

    private final ObjectMapper json;
    private final Clock clock;
    private final EventWaits events;

    Pauses(ObjectMapper json, Clock clock, EventWaits events) {
        this.json = json;
        this.events = events;
        this.clock = clock;
    }

    /** The signal's name is that of the step, with dots between the names of the steps around it. */
    StepOutcome approve(Work work, Step.Approve step) {
        var awakening = work.context().awakening();
        if (awakening.isEmpty()) {
            step.message().ifPresent(message -> work.context().progress(asking(message.evaluate(work.scope()))));
            return asked(work, step);
        }
        return switch (awakening.get()) {
            case Awakening.TimeCame _ -> Failed.forGood("approval_timeout", "Nobody has decided in time.");
            case Awakening.Signalled signal when isDecision(signal.data()) -> decided(signal);
            case Awakening.Signalled _ -> asked(work, step);
        };
    }

    private StepOutcome asked(Work work, Step.Approve step) {
        return new Waits(
                clock.instant().plus(step.patience()), signal(work.context().step()), step.right());
    }

    private static String signal(String path) {
        return path.substring(Math.max(0, path.length() - LONGEST_SIGNAL)).replace('/', '.');
    }

    private JsonNode asking(JsonNode message) {
        return json.createObjectNode().set("message", message);
    }

    private static boolean isDecision(JsonNode data) {
        return data != null && data.path("approved").isBoolean();
    }

    private StepOutcome decided(Awakening.Signalled signal) {
        var decision = json.createObjectNode()
                .put("approved", signal.data().path("approved").booleanValue())
                .put("by", String.valueOf(signal.sender()));
        return new StepOutcome.Done(
                decision.put("comment", signal.data().path("comment").asText(null)));
    }

    StepOutcome pause(Work work, Step.Wait step) {
        var awakening = work.context().awakening();
        if (awakening.isEmpty()) {
            return begun(work, step);
        }
        if (step.on().isPresent()) {
            events.forget(work.context());
        }
        return over(step, awakening.get());
    }

    private StepOutcome begun(Work work, Step.Wait step) {
        var now = clock.instant();
        if (step.event().isPresent()) {
            return new Waits(now.plus(step.patience()), step.event().get(), null);
        }
        if (step.on().isPresent()) {
            return waitsFor(work, step.on().get(), now.plus(step.patience()));
        }
        var until = step.span().map(now::plus).orElseGet(() -> instant(step, work));
        if (until == null) {
            return Failed.forGood(Failed.EXPRESSION, "until: is no instant, such as 2030-01-02T09:00:00Z");
        }
        return until.isAfter(now) ? Waits.until(until) : awake(null, null);
    }

    private StepOutcome waitsFor(Work work, Step.OnEvent on, Instant until) {
        UUID subject = null;
        if (on.subject().isPresent()) {
            try {
                subject = UUID.fromString(
                        on.subject().get().evaluate(work.scope()).asText());
            } catch (IllegalArgumentException e) {
                return Failed.forGood(Failed.EXPRESSION, "subject: is no id of what an event is of");
            }
        }
        var wanted = new EventWaits.Wanted(on.type(), subject, on.sinceTheRun());
        return new Waits(until, events.begin(work.context(), wanted), null);
    }

    private static Instant instant(Step.Wait step, Work work) {
        try {
            return OffsetDateTime.parse(
                            step.until().orElseThrow().evaluate(work.scope()).asText())
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private StepOutcome over(Step.Wait step, Awakening awakening) {
        return switch (awakening) {
            case Awakening.TimeCame _
            when step.event().isPresent() || step.on().isPresent() ->
                Failed.forGood("wait_timeout", "The event has not come in time.");
            case Awakening.TimeCame _ -> awake(null, null);
            case Awakening.Signalled signal
            when step.on().isPresent() -> awake(signal.data().path("type").asText(), signal.data());
            case Awakening.Signalled signal -> awake(signal.name(), signal.data());
        };
    }

    private StepOutcome awake(String event, JsonNode data) {
        return new StepOutcome.Done(
                json.createObjectNode().put("event", event).set("data", data == null ? RealSteps.nothing() : data));
    }
}
