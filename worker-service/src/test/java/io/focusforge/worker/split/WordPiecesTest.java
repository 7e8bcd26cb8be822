package io.focusforge.worker.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordPiecesTest {
    private static final int[][] SCRIPTS = {
        {0x20, 0x7E},
        {0xA0, 0x24F},
        {0x370, 0x52F},
        {0x590, 0x6FF},
        {0x900, 0xE7F},
        {0x2000, 0x206F},
        {0x3040, 0x30FF},
        {0x4E00, 0x9FFF},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0x1F300, 0x1F6FF},
        {0x20, 0x1FFFF}
    };

    @Test
    void countsWhatPeopleWriteExactlyAsTheModelDoes() {
        for (var text : List.of(
                "The quick brown fox's unbelievably long-winded antidisestablishmentarianism, isn't it?",
                "Größe, naïveté, Übermäßigkeit: 3.141,59 € (geschätzt) – „so“!",
                "Съешь же ещё этих мягких французских булок, да выпей чаю.",
                "東京都は日本の首都です。中文也可以。",
                "String x = foo.bar(42) && !baz[i]; // TODO_nothing",
                "https://example.com/a/b?c=d&e=%20f#g",
                "a".repeat(100) + " " + "b".repeat(101) + " \uD83D\uDE00 e\u0301\u0327")) {
            assertThat(WordPieces.count(text)).as(text).isEqualTo(Tokenizer.count(text));
        }
    }

    @Test
    void neverCountsLessThanTheModelDoes() {
        var random = new Random(20_261_122);
        for (var i = 0; i < 3_000; i++) {
            var text = text(random);
            assertThat(WordPieces.count(text)).as(text).isGreaterThanOrEqualTo(Tokenizer.count(text));
        }
    }

    private static String text(Random random) {
        var script = SCRIPTS[random.nextInt(SCRIPTS.length)];
        var text = new StringBuilder();
        for (var left = random.nextInt(120); left > 0; left--) {
            var c = random.nextInt(6) == 0 ? ' ' : random.nextInt(script[0], script[1] + 1);
            text.appendCodePoint(Character.getType(c) == Character.SURROGATE ? ' ' : c);
        }
        return text.toString();
    }
}
