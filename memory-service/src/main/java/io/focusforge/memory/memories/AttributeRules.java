package io.focusforge.memory.memories;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Sentences that state an attribute, as patterns over their {@link Wording}. */
final class AttributeRules {
    private static final String USER = "user";
    private static final String I = "(?:i|the user|user)";
    private static final String AM = I + "(?:'m| am| is)";
    private static final String NOW = "(?:now |currently |just |recently |finally |also |really )?";
    private static final String MY = "(?:my|the user's|user's)";
    private static final String REST = "(.+?)(?: (?:with|since|because|and|near|for|now|but|after|until)\\b.*)?";
    private static final String SOMEBODY = "((?!(?:he|she|it|they|we|you|who|this|that|there|everybody|everyone|nobody"
            + "|someone|somebody|my|our|his|her|their|the|an?|one|some|no|every|i|user)\\b)\\p{L}[\\p{L}'-]*(?: \\p{L}[\\p{L}'-]*)?)";
    private static final String VALUES =
            "(?:(?:full|first|last|middle|maiden) )?name|age|birthday|birth ?date|date of birth"
                    + "|(?:(?:home|work|postal|mailing|e-?mail|private|delivery) )?address|(?:(?:work|private) )?e-?mail"
                    + "|(?:(?:phone|mobile|home|work|passport|account|customer) )?number|nationality|citizenship|time ?zone"
                    + "|(?:native|first|preferred) language|mother tongue|pronouns|height|weight|(?:shoe|shirt) size|blood type|salary"
                    + "|star sign|zodiac sign|job title|hometown";
    /** Of these, only a name is a value: a boss can be angry, too. */
    private static final Pattern PERSON = Pattern.compile(
            "(?:[Mm]y|The user's) (wife|husband|spouse|partner|boss|manager|employer|company|doctor|dentist|landlord|assistant)"
                    + " is (?:now |called |named )?(\\p{Lu}.*)");

    /** A pattern, and what it reads. */
    record Rule(Pattern pattern, Function<MatchResult, Attribute> reading) {
        static Rule of(String pattern, Function<MatchResult, Attribute> reading) {
            return new Rule(Pattern.compile(pattern), reading);
        }

        static Rule user(String name, String pattern) {
            return of(pattern, match -> new Attribute(USER, name, match.group(1)));
        }

        Optional<Attribute> read(String sentence) {
            var matcher = pattern.matcher(sentence);
            return matcher.matches() ? Optional.of(reading.apply(matcher)) : Optional.empty();
        }
    }

    static final Rule OF_PERSONS = new Rule(PERSON, match -> new Attribute(USER, match.group(1), match.group(2)));
    static final List<Rule> ALL = List.of(
            Rule.user("name", "(?:my name is|call me|" + AM + " (?:called|named)) (.+)"),
            Rule.user("residence", I + "(?:'ve| have| has)? " + NOW + "(?:lives?|resides?) (?:in|at) " + REST),
            Rule.user(
                    "residence",
                    I + "(?:'ve| have| has)? " + NOW + "(?:moved|relocated) to (?!the |an? |my |another )" + REST),
            Rule.user("residence", AM + " " + NOW + "(?:living|based) in " + REST),
            Rule.user(
                    "employer",
                    I + "(?:'m| am| is)? " + NOW + "(?:works?|working|started working|started) (?:at|for) "
                            + "(?!home|nights?|weekends?|free|once|least|all|the moment|fun|an? )" + REST),
            Rule.user(
                    "occupation",
                    I + "(?:'m| am| is)? " + NOW + "(?:works?|working|started working) as (?:an? |the )?" + REST),
            Rule.user("age", AM + " " + NOW + "(\\d{1,3})(?: years old)?"),
            Rule.user("birthday", I + " was born (?:on|in) (.+)"),
            Rule.user("marital status", AM + " " + NOW + "(single|married|divorced|engaged|widowed)(?: to .+)?"),
            Rule.of(
                    MY + " favou?rite ([\\p{L} ]{2,40}?) (?:is|are)(?: now)? (.+)",
                    match -> new Attribute(USER, "favourite " + match.group(1), match.group(2))),
            Rule.of(
                    MY + " (" + VALUES + ") (?:is|are)(?: now)? (?:on )?(.+)",
                    match -> new Attribute(USER, match.group(1), match.group(2))),
            Rule.of(
                    MY + " (\\p{L}+)'s name is(?: now)? (.+)",
                    match -> new Attribute(USER, match.group(1) + " name", match.group(2))),
            Rule.of(
                    I + " (?:really |absolutely |also |still )?(?:likes?|loves?|enjoys?|adores?) (.+)",
                    match -> liking(match.group(1), true)),
            Rule.of(
                    I
                            + " (?:really |absolutely )?(?:dislikes?|hates?|can't stand|cannot stand|no longer (?:likes?|loves?|enjoys?)"
                            + "|(?:don't|do not|doesn't|does not)(?: really)? (?:like|love|enjoy)) (.+)",
                    match -> liking(match.group(1), false)),
            Rule.of(
                    AM + " (not |no longer )?(allergic to .+|vegan|vegetarian|(?:a )?(?:vegan|vegetarian|smoker))",
                    match -> yesOrNo(match.group(2).replaceFirst("^a ", ""), match.group(1) == null)),
            Rule.of(
                    SOMEBODY + " " + NOW + "(?:lives|resides|moved) (?:in|to) " + REST,
                    match -> new Attribute(match.group(1), "residence", match.group(2))),
            Rule.of(
                    SOMEBODY + " " + NOW + "works (?:at|for) " + REST,
                    match -> new Attribute(match.group(1), "employer", match.group(2))),
            Rule.of(
                    SOMEBODY + "'s birthday is (?:on )?(.+)",
                    match -> new Attribute(match.group(1), "birthday", match.group(2))));

    private AttributeRules() {}

    private static Attribute liking(String what, boolean yes) {
        return yesOrNo("likes " + what.replaceFirst(" (?:any ?more|any longer)$", ""), yes);
    }

    private static Attribute yesOrNo(String name, boolean yes) {
        return new Attribute(USER, name, yes ? "yes" : "no");
    }
}
