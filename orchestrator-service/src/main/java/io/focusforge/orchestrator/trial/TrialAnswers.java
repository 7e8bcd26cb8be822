package io.focusforge.orchestrator.trial;

import java.util.List;

/** What trials are answered with. */
final class TrialAnswers {
    private TrialAnswers() {}

    /** For each input, in their order. */
    public record Diffs(List<Pair> items) {}

    /** @param differences none when both versions gave the same */
    public record Pair(Trial from, Trial to, List<Difference> differences) {}

    /** @param states of the trials, in the order of the inputs */
    public record Warmed(List<String> states) {}
}
