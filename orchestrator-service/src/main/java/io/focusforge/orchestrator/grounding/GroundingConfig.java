package io.focusforge.orchestrator.grounding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;

/** What answers stand on. */
@ConfigMapping(prefix = "focusforge.grounding")
public interface GroundingConfig {
    /** How long memories may be looked for; after that an answer does without. */
    @WithDefault("700ms")
    Duration memoriesTimeout();

    /** How long documents may be searched; after that an answer does without. */
    @WithDefault("1S")
    Duration documentsTimeout();

    /** Memories that an answer gets, at most. */
    @WithDefault("5")
    @Min(0)
    @Max(20)
    int memories();

    /** Pieces of documents that an answer gets, at most. */
    @WithDefault("8")
    @Min(0)
    @Max(40)
    int passages();

    /** How long the check of a citation may take; one that is not checked is left out. */
    @WithDefault("1S")
    Duration checkTimeout();

    /** Tokens of prompt and answer together that a model takes, unless `windows` names it. */
    @WithDefault("8192")
    @Min(1024)
    @Max(2000000)
    int window();

    /** The same of single models, by the names that requests have for them. */
    Map<String, Integer> windows();

    /** Tokens of an answer, at most. */
    @WithDefault("1024")
    @Min(64)
    @Max(100000)
    int maxOutputTokens();

    /** How long a model may take for a whole answer. */
    @WithDefault("120S")
    Duration modelTimeout();

    /** How long a model may be silent in the middle of an answer. */
    @WithDefault("30S")
    Duration modelSilence();

    /** The window of a model, with room for the answer in it. */
    default Window windowOf(String model) {
        var tokens = windows().getOrDefault(model, window());
        return new Window(tokens, Math.min(maxOutputTokens(), tokens / 2));
    }

    /**
     * Tokens that a model takes.
     *
     * @param all prompt and answer
     * @param answer of these
     */
    record Window(int all, int answer) {
        public int prompt() {
            return all - answer;
        }
    }
}
