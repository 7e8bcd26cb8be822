package io.focusforge.worker.split;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Texts of all kinds of blocks in any order: whatever comes, nothing is lost, pieces are what they say, and fit the model. */
class SplitterPropertyTest {
    private static final String[] WORDS = {
        "the",
        "lamp",
        "is",
        "unquestionably",
        "green.",
        "Why?",
        "Das",
        "Übermaß",
        "наконец",
        "東京都。",
        "한국어는",
        "e\u0301t\u00E9",
        "\uD83D\uDE00",
        "x".repeat(150),
        "0xCAFEBABE",
        "a_b-c/d\\e",
        "हिन्दी",
        "ไทยภาษา",
        "...",
        "---",
        "שלום",
        "\u200D",
        "ﷺ"
    };

    @Test
    void everyTextIsCutSoundly() {
        for (var seed = 0; seed < 40; seed++) {
            var random = new Random(seed);
            var most = random.nextInt(64, 513);
            var splitter = new Splitter(Splitting.settings(most, random.nextInt(129)));
            var text = text(random);
            Splitting.requireSound(
                    splitter.split(Splitting.pages(0, text).stream(), true).toList(), text, most);
        }
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (var blocks = random.nextInt(40); blocks > 0; blocks--) {
            switch (random.nextInt(8)) {
                case 0 ->
                    text.append("#".repeat(random.nextInt(1, 7)))
                            .append(' ')
                            .append(words(random, 40))
                            .append("\n\n");
                case 1 ->
                    text.append(("- " + words(random, 20) + "\n").repeat(random.nextInt(1, 20)))
                            .append('\n');
                case 2 ->
                    text.append(("| " + words(random, 6) + " | " + words(random, 3) + " |\n")
                            .repeat(random.nextInt(1, 40)));
                case 3 ->
                    text.append("```\n")
                            .append((words(random, 9) + "\n").repeat(random.nextInt(60)))
                            .append("```\n");
                case 4 -> text.append(words(random, 1_500).replace(" ", "")).append('\n');
                default -> text.append(words(random, 400)).append("\n\n");
            }
        }
        return text.toString();
    }

    private static String words(Random random, int most) {
        var text = new StringBuilder("w");
        for (var left = random.nextInt(most); left > 0; left--) {
            text.append(random.nextInt(12) == 0 ? "\n" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.toString();
    }
}
