package io.focusforge.ai.extractive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExtractorTest {
    private static final String NOTES = """
            The board meets on 12 November. Finance delivers the numbers by Thursday.
            Anna rehearses the board deck with Tom on Friday. The office is closed in August.""";

    private final Extractor extractor = new Extractor();

    @Test
    void answersWithTheSentenceThatFits() {
        var extract = extractor.answer("When does finance deliver numbers?", List.of("You help.", NOTES));
        assertThat(extract.text()).isEqualTo("Finance delivers the numbers by Thursday. [1]");
        assertThat(extract.citations())
                .containsExactly(new Citation(1, 1, "Finance delivers the numbers by Thursday."));
    }

    @Test
    void joinsSentencesInTheOrderOfTheContext() {
        var extract = extractor.answer("board", List.of(NOTES));
        assertThat(extract.text())
                .isEqualTo("The board meets on 12 November. [1] Anna rehearses the board deck with Tom on Friday. [2]");
    }

    @Test
    void saysThatItFoundNothing() {
        for (var question : List.of("Who won the chess tournament in Paris?", "?", "what is the")) {
            var extract = extractor.answer(question, List.of(NOTES));
            assertThat(extract.citations()).isEmpty();
            assertThat(extract.text()).isEqualTo(Extract.NOTHING);
        }
    }

    @Test
    void findsNothingInNoContext() {
        assertThat(extractor.answer("board", List.of()).citations()).isEmpty();
        assertThat(extractor.answer("board", List.of("", " \n ")).citations()).isEmpty();
    }

    @Test
    void aRareWordWeighsMoreThanACommonOne() {
        var extract = extractor.answer(
                "invoice Zanzibar",
                List.of("Invoice A is paid. Invoice B is open. Invoice C is late. Zanzibar is far."));
        assertThat(extract.citations()).extracting(Citation::text).contains("Zanzibar is far.");
    }

    @Test
    void everySentenceOfTheAnswerStandsInTheContext() {
        var extract = extractor.answer("board deck Friday finance numbers November August office", List.of(NOTES));
        assertThat(extract.citations()).isNotEmpty().hasSizeLessThanOrEqualTo(3);
        assertThat(extract.citations()).allSatisfy(citation -> assertThat(NOTES).contains(citation.text()));
    }

    @Test
    void answersTheSameEveryTime() {
        var context = Collections.nCopies(50, NOTES);
        assertThat(extractor.answer("board deck", context)).isEqualTo(extractor.answer("board deck", context));
    }

    @Test
    void worksInOtherLanguages() {
        var extract = extractor.answer(
                "Wann trifft sich der Aufsichtsrat?", List.of("Der Aufsichtsrat trifft sich am Montag. Es regnet."));
        assertThat(extract.text()).isEqualTo("Der Aufsichtsrat trifft sich am Montag. [1]");
    }
}
