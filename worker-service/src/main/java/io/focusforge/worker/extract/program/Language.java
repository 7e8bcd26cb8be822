package io.focusforge.worker.extract.program;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Guesses a language: from its script, or from the small words that every text has. Wrong for a text that is short or mixed. */
final class Language {
    private static final int SURE = 3;
    private static final Pattern TAG = Pattern.compile("([A-Za-z]{2})([-_].{0,30})?");
    private static final Map<Character.UnicodeScript, String> SCRIPTS = Map.ofEntries(
            Map.entry(Character.UnicodeScript.HIRAGANA, "ja"),
            Map.entry(Character.UnicodeScript.KATAKANA, "ja"),
            Map.entry(Character.UnicodeScript.HAN, "zh"),
            Map.entry(Character.UnicodeScript.HANGUL, "ko"),
            Map.entry(Character.UnicodeScript.ARABIC, "ar"),
            Map.entry(Character.UnicodeScript.HEBREW, "he"),
            Map.entry(Character.UnicodeScript.GREEK, "el"),
            Map.entry(Character.UnicodeScript.THAI, "th"),
            Map.entry(Character.UnicodeScript.DEVANAGARI, "hi"));
    private static final Map<String, Set<String>> WORDS = Map.ofEntries(
            words("en", "the of and to in is that for it with as was on are this be by from not have"),
            words("de", "der die das und ist nicht ein eine zu den mit von auf für im dem sich des auch werden"),
            words("fr", "le la les des et est une dans que pour qui sur pas au avec du ce par plus sont"),
            words("es", "el la los las que en y del una por con para es se no un como su al más"),
            words("it", "il di che la è per un una non sono del della con si gli le nel alla più come"),
            words("pt", "o os que não uma para com do da em um por mais dos das na se ao são foi"),
            words("nl", "de het een van en is dat niet op te zijn voor met die er aan ook worden bij maar"),
            words("sv", "och att det som en är på av för med den till inte ett har de om var kan vi"),
            words("pl", "i w na nie się jest do że z to od po jak za przez dla są oraz tym ale"),
            words("tr", "ve bir bu için ile da de olarak çok daha olan gibi en kadar ama ne var sonra her değil"),
            words("ru", "и в не на что с по это как к из у за от для так же то все он"),
            words("uk", "і в не на що з та це як до у за від для так також то й є він"));

    private Language() {}

    static Optional<String> named(String tag) {
        var matcher = TAG.matcher(tag == null ? "" : tag.strip());
        return matcher.matches() ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /** @return empty when it cannot be told */
    static String guess(String text) {
        var scripts = new HashMap<String, Integer>();
        text.codePoints()
                .filter(Character::isLetter)
                .forEach(c -> scripts.merge(SCRIPTS.getOrDefault(Character.UnicodeScript.of(c), ""), 1, Integer::sum));
        var most = scripts.values().stream().mapToInt(i -> i).sum() / 2;
        // Japanese is written with more Chinese characters than others, which Chinese has not
        if (scripts.getOrDefault("ja", 0) * 5 > scripts.getOrDefault("zh", 0) && scripts.getOrDefault("", 0) < most) {
            scripts.merge("ja", scripts.getOrDefault("zh", 0), Integer::sum);
        }
        return scripts.entrySet().stream()
                .filter(script -> script.getValue() > most)
                .map(Map.Entry::getKey)
                .max(String::compareTo)
                .filter(script -> !script.isEmpty())
                .orElseGet(() -> byWords(text));
    }

    private static String byWords(String text) {
        var found = Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
                .collect(Collectors.groupingBy(word -> word, Collectors.summingInt(word -> 1)));
        return WORDS.entrySet().stream()
                .map(language -> Map.entry(language.getKey(), score(language.getValue(), found)))
                .filter(language -> language.getValue() >= SURE)
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static int score(Set<String> words, Map<String, Integer> found) {
        return words.stream().mapToInt(word -> found.getOrDefault(word, 0)).sum();
    }

    private static Map.Entry<String, Set<String>> words(String language, String words) {
        return Map.entry(language, Set.of(words.split(" ")));
    }
}
