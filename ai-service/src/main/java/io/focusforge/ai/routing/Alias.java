package io.focusforge.ai.routing;

import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.routing.AliasesConfig.AliasConfig;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A name for several models, and how to choose among them. */
record Alias(List<Entry> entries, Strategy strategy, Set<FallbackReason> fallbackOn) {
    /** One listed target: a name that the catalog knows, and the weight of what it means. */
    record Entry(String name, int weight) {
        private static final Pattern WEIGHTED = Pattern.compile("(.+)=([1-9]\\d{0,3})");

        static Entry parse(String text) {
            var weighted = WEIGHTED.matcher(text.strip());
            return weighted.matches()
                    ? new Entry(weighted.group(1).strip(), Integer.parseInt(weighted.group(2)))
                    : new Entry(text.strip(), 1);
        }
    }

    Alias {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("an alias has a target");
        }
    }

    static Alias of(AliasConfig config) {
        return new Alias(
                config.targets().stream().map(Entry::parse).toList(),
                config.strategy(),
                Set.copyOf(config.fallbackOn()));
    }

    /** A name that is no alias: the providers that have the model are equals, and only their errors are a reason to change. */
    static Alias ofModel(String name) {
        return new Alias(List.of(new Entry(name, 1)), Strategy.LEAST_OUTSTANDING, Set.of(FallbackReason.ERROR));
    }

    /**
     * @param groups the equals that each entry means
     * @param conversation null when its calls need not go to the same target
     */
    List<ProviderModel> order(List<List<Target>> groups, Choice choice, String conversation) {
        return switch (strategy) {
            case ORDERED ->
                groups.stream()
                        .flatMap(group -> amongEquals(group, choice, conversation).stream())
                        .toList();
            case WEIGHTED -> {
                var all = flat(groups);
                yield conversation == null ? choice.drawn(all) : choice.sticky(all, conversation);
            }
            case LEAST_OUTSTANDING -> amongEquals(flat(groups), choice, conversation);
        };
    }

    private static List<ProviderModel> amongEquals(List<Target> equals, Choice choice, String conversation) {
        return conversation == null ? choice.leastOutstanding(equals) : choice.sticky(equals, conversation);
    }

    private static List<Target> flat(List<List<Target>> groups) {
        return groups.size() == 1
                ? groups.getFirst()
                : groups.stream().flatMap(List::stream).toList();
    }
}
