package io.focusforge.ai.routing;

import io.focusforge.ai.provider.ProviderModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;

/** Puts equals into an order; each way is a score, of which the least wins. */
record Choice(RandomGenerator random, ToIntFunction<ProviderModel> outstanding) {
    private record Scored(Target target, double score) {}

    /** Efraimidis and Spirakis, Weighted random sampling with a reservoir (2006). */
    List<ProviderModel> drawn(List<Target> targets) {
        return by(targets, target -> exponential(1 - random.nextDouble(), target));
    }

    /** Weight takes its share of calls under way; a draw decides between those alike. */
    List<ProviderModel> leastOutstanding(List<Target> targets) {
        return by(targets, target -> {
            var load = (outstanding.applyAsInt(target.model()) + 1.0) / target.weight();
            return load + random.nextDouble() * 1e-9;
        });
    }

    /**
     * The same order for the same conversation, as long as the targets are the same; when one is added or taken away, only its own
     * share of conversations moves (weighted rendezvous hashing, https://www.snia.org/sites/default/files/SDC15_presentations/dist_sys/Jason_Resch_New_Consistent_Hashings_Rev.pdf).
     */
    List<ProviderModel> sticky(List<Target> targets, String conversation) {
        return by(targets, target -> exponential(Hash.unit(conversation, target.model()), target));
    }

    private static double exponential(double unit, Target target) {
        return -Math.log(unit) / target.weight();
    }

    private static List<ProviderModel> by(List<Target> targets, ToDoubleFunction<Target> score) {
        if (targets.size() == 1) {
            return List.of(targets.getFirst().model());
        }
        var scored = new ArrayList<Scored>(targets.size());
        targets.forEach(target -> scored.add(new Scored(target, score.applyAsDouble(target))));
        scored.sort(Comparator.comparingDouble(Scored::score));
        return scored.stream().map(one -> one.target().model()).toList();
    }
}
