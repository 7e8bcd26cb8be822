package io.focusforge.memory.erase;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a step has come to.
 *
 * @param stepsDone how many of all steps are done
 * @param done whether the receipt is written
 */
@RegisterForReflection
record Progress(int stepsDone, @JsonIgnore boolean done) {}
