package io.focusforge.orchestrator.run;

import java.util.Optional;

/** Finds the graphs of one kind of run. A CDI bean for each kind. */
public interface GraphSource {
    /** As in {@link NewRun#kind}. */
    String kind();

    /**
     * Blocking.
     *
     * @param definition as in {@link NewRun#definition}
     * @return empty when it is not there any more: the run fails
     */
    Optional<Graph> find(RunKey run, String definition);
}
