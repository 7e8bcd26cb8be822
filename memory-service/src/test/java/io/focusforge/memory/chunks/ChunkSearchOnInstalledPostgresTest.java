package io.focusforge.memory.chunks;

import io.focusforge.memory.testing.FakeAiService;
import io.focusforge.memory.testing.InstalledPostgres;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** On the PostgreSQL that {@code FOCUSFORGE_TEST_POSTGRES_HOME} names, which should have pgvector. */
@QuarkusTest
@WithTestResource(InstalledPostgres.class)
@WithTestResource(FakeAiService.class)
@EnabledIfEnvironmentVariable(
        named = InstalledPostgres.HOME,
        matches = ".+",
        disabledReason = InstalledPostgres.HOME + " names no installed PostgreSQL")
class ChunkSearchOnInstalledPostgresTest extends ChunkSearchContract {}
