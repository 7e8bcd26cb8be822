package io.focusforge.memory.learning;

import io.focusforge.memory.memories.Attributes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads by rule what users say about themselves in English: what they are called, like, plan and are, and when. */
@ApplicationScoped
class RuleReader {
    static final String NAME = "focusforge-rules";
    private static final int MIN_LENGTH = 6;
    private static final int MAX_LENGTH = 500;

    private record Cue(Kind kind, double importance, Pattern pattern) {
        static Cue of(Kind kind, double importance, String pattern) {
            return new Cue(kind, importance, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
        }
    }

    private static final String MONTH = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may"
            + "|june?|july?|aug(?:ust)?|sep(?:tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    private static final Pattern NO_FACT = Pattern.compile(
            "^(?:i (?:was wondering|wonder|think|guess|hope|mean|see|know|understand|agree|don't know|do not know|have (?:a|another|one) question)"
                    + "|i(?:'d| would) (?:like|love) (?:you|to know|to ask)|i (?:want|need) you"
                    + "|i'm (?:sorry|afraid|sure|not sure)|thank|thanks)\\b.*",
            Pattern.CASE_INSENSITIVE);
    private static final List<Cue> CUES = List.of(
            Cue.of(
                    Kind.NAME,
                    0.9,
                    "^(?:my (?:\\w+ ){0,2}?name is|my \\w+'s name is|call me|i(?:'m| am) (?:called|named))\\b.+"),
            Cue.of(
                    Kind.DATE,
                    0.7,
                    "^(?:my|our|i|we)\\b.*\\b(?:birthday|anniversary|deadline|appointment|born|due)\\b.+|^(?:my|our|i|we)\\b.*\\b(?:"
                            + MONTH + " \\d{1,2}|\\d{1,2}(?:st|nd|rd|th)? (?:of )?" + MONTH
                            + "|\\d{4}-\\d\\d-\\d\\d)\\b.*"),
            Cue.of(
                    Kind.PREFERENCE,
                    0.6,
                    "^(?:i|we) (?:really |absolutely |also |always |usually |never |no longer |do not |don't |can't |cannot |still )*"
                            + "(?:like|love|enjoy|adore|prefer|hate|dislike|stand|drink|eat|avoid)\\b.+|^(?:my|our) (?:favou?rite|preferred)\\b.+"),
            Cue.of(
                    Kind.PLAN,
                    0.6,
                    "^(?:i|we)(?:'m| am|'re| are)? (?:will|'ll|plan(?:ning)? to|going to|gonna|intend(?:ing)? to|want to|need to|have to|"
                            + "must|hope to|would like to|started to|decided to)\\b.+|^(?:i|we)'ll\\b.+|^(?:my|our) (?:goal|plan|dream) is\\b.+"
                            + "|^(?:i(?:'m| am)|we(?:'re| are)) \\w+ing\\b.*\\b"
                            + "(?:tomorrow|tonight|next|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\\b.*"),
            Cue.of(
                    Kind.FACT,
                    0.5,
                    "^(?:i(?:'m| am|'ve| have| had| was| live| work| own| study| speak| use"
                            + "| moved| joined| started| run| teach| manage| lead| play| can| know how| got)"
                            + "|we(?:'re| are|'ve| have| live| work| own| moved| use)|my [\\w' -]{2,60} (?:is|are|was|were|has|have|lives|works)"
                            + "|our [\\w' -]{2,60} (?:is|are|was|were|has|have))\\b.+"));

    Reading read(List<Message> messages, int atMost) {
        var facts = IntStream.range(0, messages.size())
                .boxed()
                .flatMap(number -> facts(messages.get(number), number))
                .collect(
                        LinkedHashMap<String, Fact>::new,
                        (all, fact) -> all.putIfAbsent(fact.text(), fact),
                        LinkedHashMap::putAll);
        return new Reading(facts.values().stream().limit(atMost).toList(), true, NAME);
    }

    private static Stream<Fact> facts(Message message, int number) {
        return switch (message.role()) {
            case USER -> Sentences.of(message.content()).flatMap(sentence -> fact(sentence, number).stream());
            case ASSISTANT, SYSTEM, TOOL -> Stream.of();
        };
    }

    private static Optional<Fact> fact(String sentence, int number) {
        if (sentence.length() < MIN_LENGTH
                || sentence.length() > MAX_LENGTH
                || NO_FACT.matcher(sentence).matches()) {
            return Optional.empty();
        }
        var attribute = Attributes.of(sentence);
        return CUES.stream()
                .filter(cue -> cue.pattern().matcher(sentence).matches())
                .map(cue -> new Fact(sentence, cue.kind(), cue.importance(), attribute, number))
                .findFirst()
                .or(() -> attribute.map(_ -> new Fact(sentence, Kind.FACT, 0.5, attribute, number)));
    }
}
