package io.focusforge.memory.learning;

import io.focusforge.common.identity.Caller;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads what was said: the model if one answers in time, else the rules, and says which. */
@ApplicationScoped
class Reader {
    private final ModelReader model;
    private final RuleReader rules;
    private final InferenceConfig config;
    private final MeterRegistry metrics;

    Reader(ModelReader model, RuleReader rules, InferenceConfig config, MeterRegistry metrics) {
        this.model = model;
        this.rules = rules;
        this.config = config;
        this.metrics = metrics;
    }

    Reading read(Caller caller, List<Message> messages) {
        return model.read(caller, messages).orElseGet(() -> {
            metrics.counter("focusforge_memory_inference_degraded").increment();
            return rules.read(messages, config.maxFacts());
        });
    }
}
