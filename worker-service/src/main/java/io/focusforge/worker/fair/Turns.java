package io.focusforge.worker.fair;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;

/**
 * Gives places to tenants in turn, by stride scheduling: each turn costs a tenant 1/weight, and the one that has spent least is next. Who comes
 * back has no claim on what it did not use meanwhile (Waldspurger and Weihl, Stride Scheduling, MIT/LCS/TM-528, 1995). Of one thread.
 */
public final class Turns {
    private final Map<UUID, Double> spent = new HashMap<>();
    private double now;

    private record Next(Share share, double at) {}

    /** @return how many places each tenant gets; those without one are absent. Say with {@link #unused} what was not taken */
    public Map<UUID, Integer> allot(Collection<Share> shares, int places) {
        var next = new PriorityQueue<Next>(Comparator.comparingDouble(Next::at));
        for (var share : shares) {
            next.add(new Next(share, Math.max(now, spent.getOrDefault(share.tenant(), now))));
        }
        var given = new LinkedHashMap<UUID, Integer>();
        for (var left = places; left > 0 && !next.isEmpty(); ) {
            var first = next.poll();
            if (given.getOrDefault(first.share().tenant(), 0) < first.share().most()) {
                now = first.at();
                give(given, first, next);
                left--;
            }
        }
        return given;
    }

    public void unused(Share share, int places) {
        spent.computeIfPresent(share.tenant(), (tenant, until) -> until - (double) places / share.weight());
    }

    /** Forgets who has nothing to make up for. */
    public void tidy() {
        spent.values().removeIf(until -> until <= now);
    }

    private void give(Map<UUID, Integer> given, Next first, PriorityQueue<Next> next) {
        var tenant = first.share().tenant();
        var after = first.at() + 1.0 / first.share().weight();
        given.merge(tenant, 1, Integer::sum);
        spent.put(tenant, after);
        next.add(new Next(first.share(), after));
    }
}
