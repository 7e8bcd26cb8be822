package io.focusforge.memory.chunks;

import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;

/** On the PostgreSQL that every test uses. */
@QuarkusTest
@OnRealServers
class ChunkSearchTest extends ChunkSearchContract {}
