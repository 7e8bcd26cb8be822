package io.focusforge.worker.batch;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.ArrayList;
import java.util.List;

/** Where in a body an item stands, such as {@code jobs[3]}: names of fields, each followed by an index. */
public record ItemPath(List<Object> steps) {
    public static final ItemPath BODY = new ItemPath(List.of());

    public ItemPath {
        steps = List.copyOf(steps);
    }

    public ItemPath at(String field, int index) {
        var further = new ArrayList<>(steps);
        further.add(field);
        further.add(index);
        return new ItemPath(further);
    }

    /** @param name of a field of the item; empty for the item itself */
    public String field(String name) {
        var item = toString();
        return item.isEmpty() || name.isEmpty() ? item + name : item + "." + name;
    }

    void prependTo(JsonMappingException problem) {
        for (var step : steps.reversed()) {
            switch (step) {
                case Integer index -> problem.prependPath(this, index);
                default -> problem.prependPath(this, step.toString());
            }
        }
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var step : steps) {
            switch (step) {
                case Integer index -> text.append('[').append(index).append(']');
                default -> text.append(text.isEmpty() ? "" : ".").append(step);
            }
        }
        return text.toString();
    }
}
