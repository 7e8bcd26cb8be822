package io.focusforge.orchestrator.flag;

import io.focusforge.common.erasure.DataSubject;
import io.focusforge.common.erasure.Erased;
import io.focusforge.common.erasure.SubjectData;
import jakarta.enterprise.context.ApplicationScoped;

/** The rules that name a person, of the tenant and of the installation: they go on for the others. */
@ApplicationScoped
class FlagData implements SubjectData {
    private final Flags flags;

    FlagData(Flags flags) {
        this.flags = flags;
    }

    @Override
    public String place() {
        return "flags";
    }

    @Override
    public Erased erase(DataSubject subject, int atMost) {
        var own = flags.forgetUser(subject.tenant(), subject.user(), atMost);
        var ofAll = flags.forgetUser(FlagStore.INSTALLATION, subject.user(), atMost);
        return new Erased((long) own + ofAll, own >= atMost || ofAll >= atMost);
    }
}
