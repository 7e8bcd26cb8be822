package io.focusforge.orchestrator.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.identity.Caller;
import io.focusforge.orchestrator.chain.Chain;
import io.focusforge.orchestrator.chain.ChainCatalog;
import io.focusforge.orchestrator.chain.ChainOutcome;
import io.focusforge.orchestrator.chain.ChainRunner;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.BreakIterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Sums turns up, by the chain {@code conversation_summary} or, where that has no answer, by the first sentence of each. */
@ApplicationScoped
@RegisterForReflection(targets = Summaries.Summary.class)
class Summaries {
    static final int MOST_TURNS = 100;
    private static final int LONGEST_TURN = 2_000;
    private static final int LONGEST_SENTENCE = 200;
    private static final int LONGEST = 6_000;

    private final ChainRunner chains;
    private final Chain chain;
    private final ObjectMapper json;

    Summaries(ChainRunner chains, ChainCatalog catalog, ObjectMapper json) {
        this.chains = chains;
        this.chain = catalog.require("conversation_summary");
        this.json = json;
    }

    /** The output of the chain. */
    record Summary(String summary) {}

    /** @param before what was summed up already; empty for nothing */
    String of(Caller caller, String before, List<Said> turns) {
        var outcome = chains.run(chain, () -> input(before, turns), Summary.class, caller);
        return outcome instanceof ChainOutcome.Answered<Summary>(var output, var _)
                        && !output.summary().isBlank()
                ? output.summary().strip()
                : firstSentences(before, turns);
    }

    /** What is oldest falls out when it gets too long. */
    static String firstSentences(String before, List<Said> turns) {
        var added = turns.stream()
                .filter(Said::isSpoken)
                .map(said -> said.role() + ": " + firstSentence(said.content()))
                .collect(Collectors.joining("\n"));
        var all = before.isEmpty() ? added : before + "\n" + added;
        return all.isBlank() ? "…" : all.substring(Math.max(0, all.length() - LONGEST));
    }

    private JsonNode input(String before, List<Said> turns) {
        var input = json.createObjectNode().put("summary", before);
        var list = input.putArray("turns");
        turns.stream().filter(Said::isSpoken).forEach(said -> list.addObject()
                .put("role", said.role())
                .put("content", cut(said.content(), LONGEST_TURN)));
        return input;
    }

    private static String firstSentence(String text) {
        var boundaries = BreakIterator.getSentenceInstance(Locale.ROOT);
        var line = text.strip();
        boundaries.setText(line);
        boundaries.first();
        var end = boundaries.next();
        return cut(end == BreakIterator.DONE ? line : line.substring(0, end).strip(), LONGEST_SENTENCE);
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }
}
