package io.focusforge.orchestrator.prompt;

import io.focusforge.common.prompt.Spotlight;
import io.quarkus.qute.Expression;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.TemplateNode.Origin;

/** How a value of the data stands in a message. */
final class Printing implements ResultMapper {
    static final ScopedValue<Spotlight> MARKS = ScopedValue.newInstance();

    @Override
    public boolean appliesTo(Origin origin, Object result) {
        return true;
    }

    @Override
    public String map(Object result, Expression expression) {
        return switch (result) {
            case null -> "";
            case Shown.Foreign(var text) -> MARKS.get().mark(harmless(text));
            case Shown.Behind json
            when json.foreign() -> MARKS.get().mark(harmless(json.node().toString()));
            case Shown.Behind json -> harmless(json.node().toString());
            default -> harmless(result.toString());
        };
    }

    private static String harmless(String text) {
        return text.replace("<", "\\u003c").replace(">", "\\u003e");
    }
}
