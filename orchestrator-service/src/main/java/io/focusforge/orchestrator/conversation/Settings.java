package io.focusforge.orchestrator.conversation;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Finds out what was said before a question: behind the newest message, behind any, or in the place of one. */
@ApplicationScoped
class Settings {
    /** A page of memory-service. */
    private static final int MOST_TURNS = 200;

    private final Memory memory;

    Settings(Memory memory) {
        this.memory = memory;
    }

    /** @throws ProblemException {@code not_found}, {@code invalid_request} */
    Setting of(Memory.Place place, Ask ask, int tokens) {
        var talk = memory.context(place, tokens);
        if (ask.edits() != null) {
            return insteadOf(place, message(place, ask.edits(), "edits"), null, talk);
        }
        if (ask.parent() != null) {
            return behind(place, message(place, ask.parent(), "parent"), null, Memory.now(talk));
        }
        var found = Memory.now(talk);
        return setting(found.newest(), found.messages(), null, found);
    }

    /** Of a question that is there, to answer it anew. */
    Setting ofQuestion(Memory.Place place, UUID question, int tokens) {
        var talk = memory.context(place, tokens);
        return insteadOf(place, Memory.now(memory.message(place, question)), question, talk);
    }

    private Setting insteadOf(Memory.Place place, Said other, UUID question, CompletableFuture<Talk> talk) {
        if (!other.role().equals(Said.USER)) {
            throw ProblemException.invalid("edits", "must be the id of a message of the user");
        }
        var found = Memory.now(talk);
        if (other.isFirst()) {
            return new Setting(null, true, question, kept(found), List.of(), found);
        }
        return other.parent() == null
                ? setting(behindSeq(place, other.seq() - 1), question, found)
                : behind(place, message(place, other.parent(), "parent"), question, found);
    }

    private Setting behind(Memory.Place place, Said leaf, UUID question, Talk talk) {
        return setting(behindSeq(place, leaf.seq()), question, talk);
    }

    private List<Said> behindSeq(Memory.Place place, int seq) {
        return Memory.now(memory.backFrom(place, seq, MOST_TURNS));
    }

    /** @param back the leaf first */
    private static Setting setting(List<Said> back, UUID question, Talk talk) {
        return setting(back.getFirst(), back, question, talk);
    }

    private static Setting setting(Said leaf, List<Said> known, UUID question, Talk talk) {
        var way = leaf == null ? List.<Said>of() : Branch.of(leaf, known);
        return new Setting(leaf == null ? null : leaf.id(), false, question, kept(talk), way, talk);
    }

    private static List<Said> kept(Talk talk) {
        return talk.messages().stream().filter(Said::isKept).toList();
    }

    private Said message(Memory.Place place, UUID id, String field) {
        try {
            return Memory.now(memory.message(place, id));
        } catch (ProblemException e) {
            throw e.code() == ErrorCode.NOT_FOUND && isThere(place)
                    ? ProblemException.invalid(field, "must be the id of a message of this conversation")
                    : e;
        }
    }

    private boolean isThere(Memory.Place place) {
        Memory.now(memory.titled(place));
        return true;
    }
}
