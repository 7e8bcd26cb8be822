package io.focusforge.orchestrator.conversation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The way back from a message to the beginning, as far as it is known: other branches are left out. */
final class Branch {
    private Branch() {}

    /** @return oldest first */
    static List<Said> of(Said leaf, Collection<Said> known) {
        var byId = known.stream().collect(Collectors.toMap(Said::id, Function.identity(), (one, same) -> one));
        var bySeq = known.stream().collect(Collectors.toMap(Said::seq, Function.identity(), (one, same) -> one));
        var way = new ArrayList<Said>();
        for (var at = leaf; at != null; at = at.isFirst() ? null : before(at, byId::get, bySeq::get)) {
            way.add(at);
        }
        return way.reversed();
    }

    /** A parent is always older, so the way has an end. */
    private static Said before(Said at, Function<UUID, Said> byId, Function<Integer, Said> bySeq) {
        var parent = at.parent() == null ? bySeq.apply(at.seq() - 1) : byId.apply(at.parent());
        return parent != null && parent.seq() < at.seq() ? parent : null;
    }
}
