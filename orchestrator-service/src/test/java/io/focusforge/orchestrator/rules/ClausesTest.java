package io.focusforge.orchestrator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClausesTest {
    @Test
    void splitsAtCommasBeforeVerbs() {
        assertThat(Clauses.of("Collect numbers from finance by Thursday, draft 12 slides, rehearse once"))
                .containsExactly("Collect numbers from finance by Thursday", "draft 12 slides", "rehearse once");
    }

    @Test
    void keepsAListOfThingsTogether() {
        assertThat(Clauses.of("Buy milk, eggs, bread")).containsExactly("Buy milk, eggs, bread");
    }

    @Test
    void splitsLinesBulletsAndSentences() {
        assertThat(Clauses.of("- call Anna\n2) write the memo\n* [ ] send it. Then archive the thread"))
                .containsExactly("call Anna", "write the memo", "send it.", "archive the thread");
    }

    @Test
    void dropsWordsThatOnlyConnect() {
        assertThat(Clauses.of("Draft the text, and then review it, finally send it"))
                .containsExactly("Draft the text", "review it", "send it");
    }

    @Test
    void makesAtMostTwentyOfAnything() {
        assertThat(Clauses.of("call Bob\n".repeat(500))).hasSize(20);
        assertThat(Clauses.of("!!! ... ---")).isEmpty();
    }
}
