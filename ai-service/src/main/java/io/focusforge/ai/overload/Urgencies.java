package io.focusforge.ai.overload;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.overload.Applicant;
import io.focusforge.common.overload.Turnstile;
import jakarta.inject.Singleton;

/** Tells from what a caller may, and what it says of a call, how urgent that is. */
@Singleton
public class Urgencies {
    private final Turnstile turnstile;

    Urgencies(Turnstile turnstile) {
        this.turnstile = turnstile;
    }

    /** @param header what the caller says; null when it does not */
    public Applicant applicant(Caller caller, String header) {
        return new Applicant(caller.tenant(), turnstile.priority(header, caller.scopes(), caller.plan()));
    }
}
