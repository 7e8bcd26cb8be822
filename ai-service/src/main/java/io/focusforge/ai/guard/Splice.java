package io.focusforge.ai.guard;

import io.focusforge.ai.request.RequestJson;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A body in which some spans are replaced: the rest goes over byte for byte, and is copied once. */
final class Splice {
    private static final byte[] NOTHING = {};

    private final byte[] body;
    private final List<Replacement> replacements = new ArrayList<>();

    Splice(byte[] body) {
        this.body = body;
    }

    /** From, up to but without to. */
    record Span(int from, int to) {}

    private record Replacement(Span span, byte[] by) {}

    void text(Span span, String text) {
        replacements.add(new Replacement(span, RequestJson.quoted(text)));
    }

    /** Takes a member out of its object, with one comma. */
    void withoutMember(Span member) {
        var to = skipSpace(member.to());
        if (body[to] == ',') {
            replacements.add(new Replacement(new Span(member.from(), to + 1), NOTHING));
            return;
        }
        var from = member.from() - 1;
        while (body[from] != ',' && body[from] != '{') {
            from--;
        }
        replacements.add(new Replacement(new Span(body[from] == ',' ? from : from + 1, member.to()), NOTHING));
    }

    boolean isEmpty() {
        return replacements.isEmpty();
    }

    byte[] bytes() {
        replacements.sort(
                Comparator.comparingInt(replacement -> replacement.span().from()));
        var bytes = new ByteArrayOutputStream(body.length + 256);
        var at = 0;
        for (var replacement : replacements) {
            bytes.write(body, at, replacement.span().from() - at);
            bytes.writeBytes(replacement.by());
            at = replacement.span().to();
        }
        bytes.write(body, at, body.length - at);
        return bytes.toByteArray();
    }

    private int skipSpace(int from) {
        var at = from;
        while (body[at] == ' ' || body[at] == '\t' || body[at] == '\r' || body[at] == '\n') {
            at++;
        }
        return at;
    }
}
