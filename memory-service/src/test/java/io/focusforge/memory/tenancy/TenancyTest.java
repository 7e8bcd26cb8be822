package io.focusforge.memory.tenancy;

import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;

/** With connections of its own. */
@QuarkusTest
@OnRealServers
class TenancyTest extends TenancyContract {}
