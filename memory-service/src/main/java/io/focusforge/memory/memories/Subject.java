package io.focusforge.memory.memories;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Whom a memory is about, beside its owner. It narrows what is found and never says who may see it.
 *
 * @param agent null when it is no agent's
 * @param run null when it is of no run
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Subject(@Label String agent, @Label String run) {
    public static final Subject NONE = new Subject(null, null);

    @JsonIgnore
    public boolean isNone() {
        return agent == null && run == null;
    }
}
