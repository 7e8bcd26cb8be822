package io.focusforge.orchestrator.runengine;

import com.fasterxml.jackson.databind.node.IntNode;
import io.focusforge.orchestrator.run.StepOutcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Tests of a class that share a stage and an engine on it which nobody takes for dead. */
abstract class OnOneEngine {
    static RunStage stage;
    static Engine engine;

    @BeforeAll
    static void begin() {
        stage = new RunStage();
        engine = stage.patientEngine();
    }

    @AfterAll
    static void end() {
        stage.close();
    }

    static StepOutcome.Done done(int number) {
        return new StepOutcome.Done(IntNode.valueOf(number));
    }
}
