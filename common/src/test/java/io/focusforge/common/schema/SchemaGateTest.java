package io.focusforge.common.schema;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "orchestrator"))
class SchemaGateTest {
    @Inject
    SchemaGate gate;

    @Test
    void opensForTheServicesRoleWhenItsTablesAreThere() {
        assertThatCode(gate::pass).doesNotThrowAnyException();
    }
}
