package io.focusforge.memory.chunks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The words of a query, rarest first. The rare ones choose the candidates, and all of them give the score: as long as there is a rare one,
 * nobody walks over everything that has a common one.
 */
record WordQuery(List<Term> terms, double averageLength) {
    private static final long MOST_READ = 20_000;

    WordQuery {
        terms = terms.stream().sorted(Comparator.comparingLong(Term::chunks)).toList();
    }

    List<Term> choosing() {
        var chosen = new ArrayList<Term>();
        var read = 0L;
        for (var term : terms) {
            if (term.chunks() == 0) {
                continue;
            }
            read += term.chunks();
            if (!chosen.isEmpty() && read > MOST_READ) {
                break;
            }
            chosen.add(term);
        }
        return chosen;
    }

    /** The most that a chunk could reach. */
    double most() {
        return terms.stream().mapToDouble(Term::weight).sum();
    }

    /** Whether no chunk has any of the words. */
    boolean isEmpty() {
        return terms.stream().allMatch(term -> term.chunks() == 0);
    }
}
