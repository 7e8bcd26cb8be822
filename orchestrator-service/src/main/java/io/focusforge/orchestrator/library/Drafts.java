package io.focusforge.orchestrator.library;

import io.focusforge.common.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Chains that are looked at as if they were uploaded. */
@ApplicationScoped
public class Drafts {
    private static final String REFERENCE = "draft";

    private final Uploads uploads;

    Drafts(Uploads uploads) {
        this.uploads = uploads;
    }

    /** @throws ProblemException for a file that would be refused, or is that of another chain */
    public Kept read(UUID tenant, String name, String file) {
        var draft = uploads.read(tenant, file);
        if (!draft.definition().name().equals(name)) {
            throw ProblemException.invalid("/name", "is not " + name);
        }
        return new Kept(REFERENCE, 0, draft.definition(), draft.depth(), null);
    }
}
