package io.focusforge.orchestrator.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Plans as they are stored and sent. */
@ApplicationScoped
@RegisterForReflection(
        targets = {
            Plan.class,
            PlanStep.class,
            Calendar.class,
            WorkingHours.class,
            Appointment.class,
            ChainCall.class,
            JobCall.class,
            StepRun.class,
            TimeSpan.class,
            Outlook.class,
            Outlook.Broken.class,
            Change.class,
            Origin.class,
            Execution.class,
            Execution.Spent.class,
            Budget.class,
            PlanEvent.class
        })
public class PlanJson {
    private final ObjectMapper mapper;
    private final ObjectReader plans;
    private final ObjectReader events;

    PlanJson(ObjectMapper mapper) {
        this.mapper = mapper;
        this.plans = mapper.readerFor(Plan.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.events = mapper.readerFor(PlanEvent.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    public String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not representable as JSON", e);
        }
    }

    /** What had moved by an event. @param data of the event */
    public List<Change> changes(String data) {
        try {
            return events.<PlanEvent>readValue(data).plan().changes();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was stored is not readable", e);
        }
    }

    public Plan plan(String document) {
        try {
            return plans.readValue(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was stored is not readable", e);
        }
    }
}
