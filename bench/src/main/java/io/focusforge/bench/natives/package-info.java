/** Services as native executables beside the same services in JVMs: how soon they are ready, what they hold, and what a request costs. */
package io.focusforge.bench.natives;
