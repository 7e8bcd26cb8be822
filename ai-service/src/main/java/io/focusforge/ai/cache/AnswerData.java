package io.focusforge.ai.cache;

import io.focusforge.common.erasure.DataSubject;
import io.focusforge.common.erasure.Erased;
import io.focusforge.common.erasure.SubjectData;
import jakarta.inject.Singleton;

/** What the cache of models' answers keeps of people. Answers that a tenant shares name nobody. */
@Singleton
class AnswerData implements SubjectData {
    private final ModelCache cache;

    AnswerData(ModelCache cache) {
        this.cache = cache;
    }

    @Override
    public String place() {
        return "model-cache";
    }

    @Override
    public Erased erase(DataSubject subject, int atMost) {
        return new Erased(cache.ofUsers().forget(subject.tenant(), subject.user()), false);
    }
}
