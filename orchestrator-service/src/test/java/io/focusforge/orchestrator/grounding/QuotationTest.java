package io.focusforge.orchestrator.grounding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotationTest {
    private static final String TEXT =
            "The office opens at 9.\nOn Mondays the canteen is closed; it opens on Tuesdays at 11.";

    @Test
    void isThereWithTheSameWordsInTheSameOrderOnly() {
        assertThat(Quotation.isIn(TEXT, "the canteen is  closed")).isTrue();
        assertThat(Quotation.isIn(TEXT, "the canteen is open")).isFalse();
        assertThat(Quotation.isIn(TEXT, "canteen the is closed")).isFalse();
        assertThat(Quotation.isIn(TEXT, "the")).as("says nothing").isFalse();
        assertThat(Quotation.isIn(TEXT, "…")).isFalse();
    }

    @Test
    void findsTheSentenceThatStandsForAClaim() {
        assertThat(Quotation.supporting("Our canteen is closed on Mondays", TEXT))
                .contains("On Mondays the canteen is closed; it opens on Tuesdays at 11.");
    }

    @Test
    void findsNoneWhereANumberIsAnotherOrTheWordsAre() {
        assertThat(Quotation.supporting("The office opens at 8", TEXT)).isEmpty();
        assertThat(Quotation.supporting("Parking costs nothing for visitors", TEXT))
                .isEmpty();
    }
}
