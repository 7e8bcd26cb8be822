package io.focusforge.chaos.history;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What clients asked for, and which jobs came of it. */
final class Items {
    private final History history;
    private final Map<Integer, Event.Asked> byAsk = new HashMap<>();
    private final TreeMap<Long, Event.Asked> byFirstItem = new TreeMap<>();

    Items(History history) {
        this.history = history;
        history.all(Event.Asked.class).forEach(asked -> {
            byAsk.put(asked.ask(), asked);
            byFirstItem.put(asked.firstItem(), asked);
        });
    }

    /** Jobs by the item that they were accepted for, or that they delivered. */
    Map<Long, Set<String>> jobs() {
        var seen = new ArrayList<Map.Entry<Long, String>>();
        history.all(Event.Delivered.class).forEach(run -> seen.add(Map.entry(run.item(), run.job())));
        history.all(Event.Accepted.class).forEach(answer -> seen.addAll(items(answer)));
        return seen.stream().collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toSet())));
    }

    boolean wasAskedFor(Event.Delivered run) {
        var nearest = byFirstItem.floorEntry(run.item());
        return nearest != null
                && run.item() < nearest.getKey() + nearest.getValue().jobs()
                && run.at() >= nearest.getValue().at();
    }

    private List<Map.Entry<Long, String>> items(Event.Accepted answer) {
        var items = new ArrayList<Map.Entry<Long, String>>();
        var next = byAsk.get(answer.ask()).firstItem();
        for (var job : answer.jobs()) {
            items.add(Map.entry(next++, job));
        }
        return items;
    }
}
