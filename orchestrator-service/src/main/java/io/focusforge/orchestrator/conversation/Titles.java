package io.focusforge.orchestrator.conversation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.identity.Caller;
import io.focusforge.orchestrator.chain.Chain;
import io.focusforge.orchestrator.chain.ChainCatalog;
import io.focusforge.orchestrator.chain.ChainOutcome;
import io.focusforge.orchestrator.chain.ChainRunner;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds titles, by the chain {@code conversation_title} or, where that has no answer, by taking the first words. */
@ApplicationScoped
@RegisterForReflection(targets = Titles.Title.class)
class Titles {
    private static final int LONGEST = 2_000;
    private static final int LONGEST_TITLE = 60;

    private final ChainRunner chains;
    private final Chain chain;
    private final ObjectMapper json;

    Titles(ChainRunner chains, ChainCatalog catalog, ObjectMapper json) {
        this.chains = chains;
        this.chain = catalog.require("conversation_title");
        this.json = json;
    }

    /** The output of the chain. */
    record Title(String title) {}

    String of(Caller caller, String question, String answer) {
        var outcome = chains.run(
                chain,
                () -> json.createObjectNode().put("question", cut(question)).put("answer", cut(answer)),
                Title.class,
                caller);
        return outcome instanceof ChainOutcome.Answered<Title>(var output, var _)
                        && !output.title().isBlank()
                ? output.title().strip()
                : firstWords(question);
    }

    /** Of the first line, as many whole words as a title has room for. */
    static String firstWords(String question) {
        var line = question.strip().lines().findFirst().orElse(question).strip().replaceAll("[?!.:;,]+$", "");
        if (line.length() <= LONGEST_TITLE) {
            return line.isEmpty() ? "…" : line;
        }
        var blank = line.lastIndexOf(' ', LONGEST_TITLE);
        return line.substring(0, blank > 0 ? blank : LONGEST_TITLE) + "…";
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
