/** A plain Quarkus REST endpoint: what a request costs that needs nothing. */
package io.focusforge.bench.hello;
