package io.focusforge.memory.tenancy;

import io.focusforge.memory.testing.FakeAiService;
import io.focusforge.memory.testing.ThroughPgBouncer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.condition.EnabledIf;

/** 64 tenants on four connections, each of which serves another tenant with the next transaction. */
@QuarkusTest
@WithTestResource(ThroughPgBouncer.class)
@WithTestResource(FakeAiService.class)
@EnabledIf(
        value = "io.focusforge.memory.testing.ThroughPgBouncer#isInstalled",
        disabledReason = "there is no PgBouncer on this machine")
class TenancyThroughPgBouncerTest extends TenancyContract {}
