package io.focusforge.common.overload;

import java.util.concurrent.CompletableFuture;

/** Somebody who waits for a place. */
public final class Waiter {
    private final Admission admission;
    private final Applicant applicant;
    private final CompletableFuture<Void> turn = new CompletableFuture<>();

    Waiter(Admission admission, Applicant applicant) {
        this.admission = admission;
        this.applicant = applicant;
    }

    Applicant applicant() {
        return applicant;
    }

    /** Done when it has its place. What depends on it runs on the thread of somebody who has just left. */
    public CompletableFuture<Void> turn() {
        return turn;
    }

    /**
     * Waits no longer.
     *
     * @return false when it has its place already, which is then to be used or given back
     */
    public boolean giveUp() {
        return admission.giveUp(this);
    }
}
