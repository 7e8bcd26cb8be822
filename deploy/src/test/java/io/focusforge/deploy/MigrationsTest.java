package io.focusforge.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** While a release takes the place of another, the older one works over the newer one's tables: a migration takes nothing from it, unless its name says so. */
class MigrationsTest {
    /** Those that are older than the first release, over whose tables no other code has ever worked. */
    private static final List<String> BEFORE_THE_FIRST_RELEASE = List.of(
            "memory-service/V1021__memory_index_recall.sql",
            "orchestrator-service/V1090__rebuilt_words_in_order.sql",
            "worker-service/V1009__finished_jobs.sql",
            "worker-service/V1010__objects.sql");

    private static final String NAME_OF_WHAT_TAKES_AWAY = "V\\d+__contract_\\w+\\.sql";
    private static final Pattern NOT_SAID = Pattern.compile("(?s)--[^\\n]*|/\\*.*?\\*/|(\\$\\w*\\$).*?\\1|'[^']*'");
    private static final Pattern MADE = Pattern.compile(
            "CREATE (?:UNLOGGED |OR REPLACE |MATERIALIZED )*(?:TABLE|VIEW|FUNCTION|TYPE|DOMAIN)(?: IF NOT EXISTS)? ([\\w.]+)");
    /** As a rule to let in more than before. */
    private static final Pattern REPLACED = Pattern.compile("DROP CONSTRAINT (\\w+), ADD CONSTRAINT \\1\\b");

    private static final Pattern TAKES_AWAY = Pattern.compile(
            "^DROP (?:TABLE|MATERIALIZED VIEW|VIEW|FUNCTION|TYPE|DOMAIN|SCHEMA|SEQUENCE|ROLE)(?: IF EXISTS)? ([\\w.]+)"
                    + "|^ALTER (?:TABLE|VIEW|FUNCTION|TYPE|DOMAIN)(?: IF EXISTS)?(?: ONLY)? ([\\w.]+).*"
                    + "(?:\\bDROP (?:COLUMN|VALUE|DEFAULT)\\b|\\bDROP CONSTRAINT (?:IF EXISTS )?\\w+_P?KEY\\b|\\bRENAME\\b|\\bSET SCHEMA\\b|\\bSET NOT NULL\\b|\\bALTER (?:COLUMN )?\\w+ (?:SET DATA )?TYPE\\b"
                    + "|\\bADD (?:CONSTRAINT|CHECK|UNIQUE|FOREIGN|PRIMARY)\\b|\\bADD (?:COLUMN )?(?:IF NOT EXISTS )?\\w+ (?:(?!,|\\bDEFAULT\\b|\\bGENERATED\\b).)*\\bNOT NULL(?!(?:(?!,).)*\\b(?:DEFAULT|GENERATED)\\b))"
                    + "|^REVOKE\\b.* ON (?:TABLE )?([\\w.]+)");

    @Test
    void takeNothingAwayUnlessTheirNamesSaySo() throws IOException {
        try (var modules = Files.list(Chart.ROOT)) {
            var all = modules.map(module -> module.resolve("src/main/resources/db/migration"))
                    .filter(Files::isDirectory)
                    .flatMap(MigrationsTest::files)
                    .toList();
            assertThat(all).hasSizeGreaterThan(50);
            assertThat(all.stream()
                            .filter(file -> !file.getFileName().toString().matches(NAME_OF_WHAT_TAKES_AWAY))
                            .filter(file -> !takenAway(read(file)).isEmpty())
                            .map(MigrationsTest::named))
                    .containsExactlyInAnyOrderElementsOf(BEFORE_THE_FIRST_RELEASE);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ALTER TABLE jobs DROP COLUMN result;                        | true
        ALTER TABLE jobs ADD a int, DROP CONSTRAINT jobs_pkey;      | true
        ALTER TABLE jobs DROP CONSTRAINT c, ADD CONSTRAINT c CHECK (a > 0); | false
        ALTER TABLE jobs RENAME state TO status;                    | true
        ALTER TABLE jobs ALTER state SET NOT NULL;                  | true
        ALTER TABLE jobs ALTER COLUMN state TYPE int;               | true
        ALTER TABLE jobs ADD COLUMN colour text NOT NULL;           | true
        ALTER TABLE jobs ADD CONSTRAINT c CHECK (state <> 'x');     | true
        DROP TABLE jobs;                                            | true
        REVOKE SELECT ON jobs FROM worker;                          | true
        CREATE TABLE jobs (id uuid NOT NULL);                       | false
        ALTER TABLE jobs ADD COLUMN colour text;                    | false
        ALTER TABLE jobs ADD colour text NOT NULL DEFAULT 'red';    | false
        ALTER TABLE jobs ADD colour text DEFAULT 'red' NOT NULL;    | false
        DROP INDEX jobs_ready;                                      | false
        -- ALTER TABLE jobs DROP COLUMN result;                     | false
        CREATE TABLE jobs (id int); ALTER TABLE jobs ADD CHECK (id > 0); | false
        """)
    void areToldApart(String sql, boolean takesAway) {
        assertThat(takenAway(sql).isEmpty()).isEqualTo(!takesAway);
    }

    /** Statements that change what there was before this migration, so that older code may not work. */
    private static List<String> takenAway(String sql) {
        var plain =
                NOT_SAID.matcher(sql).replaceAll("''").replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
        var made = MADE.matcher(plain).results().map(found -> found.group(1)).toList();
        return Stream.of(REPLACED.matcher(plain).replaceAll("").split(";"))
                .map(String::strip)
                .filter(statement -> TAKES_AWAY.matcher(statement).results().anyMatch(found -> Stream.of(1, 2, 3)
                        .map(found::group)
                        .noneMatch(made::contains)))
                .toList();
    }

    private static Stream<Path> files(Path directory) {
        try (var files = Files.list(directory)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String named(Path file) {
        return Chart.ROOT.relativize(file).getName(0) + "/" + file.getFileName();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
