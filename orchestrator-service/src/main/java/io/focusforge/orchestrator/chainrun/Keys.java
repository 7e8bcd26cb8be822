package io.focusforge.orchestrator.chainrun;

import io.focusforge.orchestrator.definition.CacheTerms;
import io.focusforge.orchestrator.stepcache.StepKey;

/** Under what the result of a step is kept. */
final class Keys {
    private Keys() {}

    static StepKey of(Work work) {
        var terms = work.step().common().cache().orElseThrow();
        var caller = work.context().caller();
        return StepKey.of(
                work.context().run().tenant(),
                terms.scope() == CacheTerms.Scope.USER ? caller.user() : null,
                work.reference(),
                work.step().id(),
                work.scope());
    }
}
