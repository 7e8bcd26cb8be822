package io.focusforge.memory.filter;

import java.util.List;

/** What must be so. */
public sealed interface Filter {
    /** Whether a condition on the field is anywhere within. */
    boolean mentions(String field);

    record And(List<Filter> all) implements Filter {
        public And {
            all = List.copyOf(all);
        }

        @Override
        public boolean mentions(String field) {
            return all.stream().anyMatch(filter -> filter.mentions(field));
        }
    }

    record Or(List<Filter> any) implements Filter {
        public Or {
            any = List.copyOf(any);
        }

        @Override
        public boolean mentions(String field) {
            return any.stream().anyMatch(filter -> filter.mentions(field));
        }
    }

    /** Also true of what does not have the field at all. */
    record Not(Filter filter) implements Filter {
        @Override
        public boolean mentions(String field) {
            return filter.mentions(field);
        }
    }

    /** @param value as the field's kind has it; a list for {@code IN} */
    record Condition(Field field, Operator operator, Object value) implements Filter {
        @Override
        public boolean mentions(String name) {
            return field.name().equals(name);
        }
    }
}
