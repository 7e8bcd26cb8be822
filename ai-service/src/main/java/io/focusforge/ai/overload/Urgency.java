package io.focusforge.ai.overload;

import io.focusforge.common.overload.Applicant;
import io.focusforge.common.overload.Priority;

/**
 * How a call wants its place at a provider.
 *
 * @param waits whether it waits for one; who has another target goes there instead
 */
public record Urgency(Applicant who, boolean waits) {
    /** Of what nobody is known to have asked for. */
    public static final Urgency USUAL = new Urgency(new Applicant(Applicant.NOBODY, Priority.NORMAL), true);
}
