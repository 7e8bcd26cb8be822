package io.focusforge.orchestrator.stepcache;

import io.focusforge.common.erasure.DataSubject;
import io.focusforge.common.erasure.Erased;
import io.focusforge.common.erasure.SubjectData;
import jakarta.inject.Singleton;

/** Results of steps that stand for one user. Those that all users of a tenant share name nobody. */
@Singleton
class ResultsOfUser implements SubjectData {
    private final StepCache cache;

    ResultsOfUser(StepCache cache) {
        this.cache = cache;
    }

    /** Behind the runs, by name, which make them. */
    @Override
    public String place() {
        return "step-results";
    }

    @Override
    public Erased erase(DataSubject subject, int atMost) {
        return new Erased(cache.forget(subject.tenant(), subject.user()), false);
    }
}
