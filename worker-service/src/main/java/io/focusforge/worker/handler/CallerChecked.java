package io.focusforge.worker.handler;

import io.focusforge.common.identity.Caller;

/** A payload that not everybody who may make such jobs may ask for. It is checked when the job is accepted: the key is not there any more when it runs. */
public interface CallerChecked {
    /** @throws io.focusforge.common.problem.ProblemException when the caller may not ask for it */
    void requireAllowed(Caller caller);
}
