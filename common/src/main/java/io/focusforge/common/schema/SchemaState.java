package io.focusforge.common.schema;

import java.util.List;

/** What a service found that looked for its tables. */
sealed interface SchemaState {
    String sentence();

    /** Whether it can become fitting while one waits. */
    default boolean isPassing() {
        return false;
    }

    /** They are as this release needs them, or newer in a way that it can live with. */
    record Fitting() implements SchemaState {
        @Override
        public String sentence() {
            return "the tables are as this release needs them";
        }
    }

    /** @param missing migrations that this release has and the database has not */
    record TooOld(List<String> missing) implements SchemaState {
        @Override
        public String sentence() {
            return "the tables are too old for this release: they lack %s; run its migrations first (focusforge.schema.exit)"
                    .formatted(missing);
        }

        @Override
        public boolean isPassing() {
            return true;
        }
    }

    /** @param unknown migrations of a newer release that took something away */
    record TooNew(List<String> unknown) implements SchemaState {
        @Override
        public String sentence() {
            return "the tables are too new for this release: %s took away what it may need; run the newer release, or restore a backup"
                    .formatted(unknown);
        }
    }

    /** The database did not answer, or nothing was ever made in it that the service's role may read. */
    record Unknown(String reason) implements SchemaState {
        @Override
        public String sentence() {
            return "the tables cannot be looked at with the service's role: " + reason;
        }

        @Override
        public boolean isPassing() {
            return true;
        }
    }
}
