package io.focusforge.memory.chunks;

import io.focusforge.common.identity.Caller;
import java.util.List;

/**
 * Puts hits into a better order. A bean of this type replaces the one that leaves them as they are. It gets twice as many as are asked for
 * and answers within its own bounds of time; when it throws, the order stays.
 */
public interface Reranker {
    /** @return some or all of the hits, best first */
    List<Hit> rerank(Caller caller, String query, List<Hit> hits);
}
